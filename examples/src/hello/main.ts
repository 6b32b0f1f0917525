/** A workflow that calls an activity. */
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';
import { hello } from './workflows';

const taskQueue = 'hello';

export async function main(print: Print): Promise<void> {
  const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), activities };
  await withWorker(worker, async (client) => {
    const greeting = await client.workflow.execute(hello, {
      taskQueue,
      workflowId: newWorkflowId('hello'),
      args: ['Redis'],
    });
    print(greeting);
  });
}
