/** A worker that stops: what runs may finish for a while, and what is left goes on elsewhere. */
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { endless, quick, seen } from './activities';
import { work } from './workflows';

const taskQueue = 'graceful-shutdown';

export async function main(print: Print): Promise<void> {
  const options = {
    taskQueue,
    workflowsPath: require.resolve('./workflows'),
    activities: { quick, endless },
    shutdownGraceTime: '1 second',
  } as const;
  const workflowId = newWorkflowId('work');
  await withWorker(options, async (client, worker) => {
    await client.workflow.start(work, { taskQueue, workflowId });
    while (seen.running < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    // What SIGTERM does too. `withWorker` waits until the worker has ended.
    worker.shutdown();
    print(`the worker is ${worker.getState().toLowerCase()}`);
  });
  print(`the endless activity was told that ${seen.why}`);

  await withWorker(options, async (client) => {
    const results = await client.workflow.getHandle<typeof work>(workflowId).result();
    print(results.join(', '));
  });
}
