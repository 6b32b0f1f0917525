import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { stop, waits, work } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(waits, named(env, 'waits'));
    await untilEvent(env, handle, 'workflowTaskCompleted');
    const update = await handle.startUpdate(work, { waitForStage: 'ACCEPTED' });
    await handle.signal(stop);
    await update.result();
    assert.equal(await handle.result(), 1);
  });
}
