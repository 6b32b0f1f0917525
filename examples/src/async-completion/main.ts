/** An activity that is completed from outside, by a person or another system. */
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { askForApproval, inbox } from './activities';
import { expense } from './workflows';

const taskQueue = 'async-completion';

export async function main(print: Print): Promise<void> {
  const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), activities: { askForApproval } };
  await withWorker(worker, async (client) => {
    const handle = await client.workflow.start(expense, {
      taskQueue,
      workflowId: newWorkflowId('expense'),
      args: [120],
    });
    while (inbox.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    for (const { amount, token } of inbox) await client.activity.complete(token, `${amount} approved by Charles`);
    print(await handle.result());
  });
}
