/** Updates are answered; a validator refuses them before they change anything. */
import { WorkflowUpdateFailedError } from '@perdure/client';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { account, close, deposit } from './workflows';

const taskQueue = 'updates';

export async function main(print: Print): Promise<void> {
  await withWorker({ taskQueue, workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(account, { taskQueue, workflowId: newWorkflowId('account') });
    print(`after a deposit: ${await handle.executeUpdate(deposit, { args: [100] })}`);

    // Returns as soon as the workflow has accepted it; the outcome is asked for later.
    const update = await handle.startUpdate(deposit, { args: [20], waitForStage: 'ACCEPTED' });
    print(`after another: ${await update.result()}`);

    try {
      await handle.executeUpdate(deposit, { args: [-5] });
    } catch (error) {
      if (!(error instanceof WorkflowUpdateFailedError)) throw error;
      print(`refused: ${error.cause?.message}`);
    }
    await handle.signal(close);
    print(`closed with ${await handle.result()}`);
  });
}
