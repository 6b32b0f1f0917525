import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { asks } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(asks, named(env, 'asks'));
    await untilEvent(env, handle, 'workflowTaskCompleted');
    await handle.cancel();
    assert.equal(await handle.result(), 'Workflow cancelled, considered cancelled: false');
  });
}
