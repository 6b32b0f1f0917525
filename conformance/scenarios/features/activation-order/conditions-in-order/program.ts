import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { conditions, open } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(conditions, named(env, 'conditions'));
    await handle.signal(open);
    assert.deepEqual(await handle.result(), ['first', 'second', 'third']);
  });
}
