import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { taskFailureOf } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { wraps } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(wraps, named(env, 'wraps'));
    assert.equal(await taskFailureOf(env, handle), 'wrapped');
    await handle.terminate('seen enough');
  });
}
