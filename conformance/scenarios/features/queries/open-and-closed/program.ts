import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { end, queried, state } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(queried, named(env, 'queried'));
    assert.equal(await handle.query(state, 'is'), 'is waiting');
    await handle.signal(end);
    await handle.result();
    assert.equal(await handle.query(state, 'has'), 'has ended');
  });
}
