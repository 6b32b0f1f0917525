/** Activities that run inside the worker of the workflow task: one event each, and no queue. */
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';
import { total } from './workflows';

const taskQueue = 'local-activities';

export async function main(print: Print): Promise<void> {
  const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), activities };
  await withWorker(worker, async (client) => {
    const args: [string[]] = [['lamp', 'book', 'pen']];
    const handle = await client.workflow.start(total, { taskQueue, workflowId: newWorkflowId('total'), args });
    print(`the sum is ${await handle.result()}`);
    const { events = [] } = await handle.fetchHistory();
    const markers = (events ?? []).filter((event) => event.markerRecordedEventAttributes).length;
    const tasks = (events ?? []).filter((event) => event.workflowTaskStartedEventAttributes).length;
    print(`${markers} local activities in ${tasks} workflow task`);
  });
}
