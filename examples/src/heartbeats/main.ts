/** Activities that say how far they are, go on from there after a failure, and hear that they are cancelled. */
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { importRows, watch, watched } from './activities';
import { importFile, watchForAMoment } from './workflows';

const taskQueue = 'heartbeats';

export async function main(print: Print): Promise<void> {
  const worker = {
    taskQueue,
    workflowsPath: require.resolve('./workflows'),
    activities: { importRows, watch },
    // Heartbeats are collected; this is how often one is sent at most. A cancellation waits as long.
    maxHeartbeatThrottleInterval: '50 milliseconds',
  } as const;
  await withWorker(worker, async (client) => {
    print(await client.workflow.execute(importFile, { taskQueue, workflowId: newWorkflowId('import'), args: [10] }));
    const answer = await client.workflow.execute(watchForAMoment, { taskQueue, workflowId: newWorkflowId('watch') });
    print(`${answer}, cleaned up: ${watched.cleanedUp}`);
  });
}
