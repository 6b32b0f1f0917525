import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { finish, ignores } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(ignores, named(env, 'ignores'));
    await handle.signal('unknown', 1);
    await handle.signal(finish);
    assert.equal(await handle.result(), 'done');
  });
}
