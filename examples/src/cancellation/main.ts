/** Cancellation from outside, and scopes inside a workflow. */
import { CancelledFailure, WorkflowFailedError } from '@perdure/client';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { free, reserve, seatsReserved } from './activities';
import { holdSeat, race, tooSlow } from './workflows';

const taskQueue = 'cancellation';

export async function main(print: Print): Promise<void> {
  const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), activities: { free, reserve } };
  await withWorker(worker, async (client) => {
    const handle = await client.workflow.start(holdSeat, {
      taskQueue,
      workflowId: newWorkflowId('seat'),
      args: ['12A'],
    });
    while (seatsReserved() === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await handle.cancel();
    try {
      await handle.result();
    } catch (error) {
      if (!(error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure)) throw error;
      print(`cancelled, seats still reserved: ${seatsReserved()}`);
    }
    print(await client.workflow.execute(race, { taskQueue, workflowId: newWorkflowId('race') }));
    print(await client.workflow.execute(tooSlow, { taskQueue, workflowId: newWorkflowId('too-slow') }));
  });
}
