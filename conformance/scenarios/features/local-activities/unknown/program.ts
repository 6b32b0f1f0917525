import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { taskFailureOf } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { asks } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(asks, named(env, 'asks'));
    const message = await taskFailureOf(env, handle);
    assert.match(message, /Local activity of type 'unknown' not registered on worker/);
    await handle.terminate('seen enough');
  });
}
