import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { add, adds, stop } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(adds, named(env, 'adds'));
    assert.deepEqual(await handle.executeUpdate(add, { args: [[1, 2]] }), [1, 2, 2]);
    await handle.signal(stop);
    assert.deepEqual(await handle.result(), [1, 2]);
  });
}
