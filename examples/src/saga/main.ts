/** Compensation: what was done is undone when a later step fails. */
import { ActivityFailure, WorkflowFailedError } from '@perdure/client';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';
import { bookTrip } from './workflows';

const taskQueue = 'saga';

export async function main(print: Print): Promise<void> {
  const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), activities };
  await withWorker(worker, async (client) => {
    const book = (card: string) =>
      client.workflow.execute(bookTrip, { taskQueue, workflowId: newWorkflowId('trip'), args: ['Ann', card] });
    print(`booked: ${await book('valid')}`);
    activities.journal.length = 0;
    try {
      await book('expired');
    } catch (error) {
      if (!(error instanceof WorkflowFailedError && error.cause instanceof ActivityFailure)) throw error;
      print(`failed: ${error.cause.cause?.message}`);
      print(activities.journal.join(', '));
    }
  });
}
