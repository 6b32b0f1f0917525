import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { swallows } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(swallows, named(env, 'swallows'));
    await untilEvent(env, handle, 'timerStarted');
    await handle.cancel();
    assert.equal(await handle.result(), 'went on after: Workflow cancelled');
  });
}
