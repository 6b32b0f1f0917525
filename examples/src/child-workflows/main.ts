/** Children, and what becomes of them when their parent closes. */
import { TerminatedFailure, WorkflowFailedError } from '@perdure/client';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { parent } from './workflows';

const taskQueue = 'child-workflows';

export async function main(print: Print): Promise<void> {
  await withWorker({ taskQueue, workflowsPath: require.resolve('./workflows') }, async (client) => {
    const workflowId = newWorkflowId('parent');
    const doubled = await client.workflow.execute(parent, { taskQueue, workflowId });
    print(`results of the children: ${doubled.join(', ')}`);

    const child = (policy: string) => client.workflow.getHandle(`${workflowId}/${policy}`);
    try {
      await child('TERMINATE').result();
    } catch (error) {
      if (!(error instanceof WorkflowFailedError && error.cause instanceof TerminatedFailure)) throw error;
      print('TERMINATE: terminated');
    }
    print(`REQUEST_CANCEL: ${await child('REQUEST_CANCEL').result()}`);
    print(`ABANDON: ${(await child('ABANDON').describe()).status.name.toLowerCase()}`);
    await child('ABANDON').terminate('the example is over');
  });
}
