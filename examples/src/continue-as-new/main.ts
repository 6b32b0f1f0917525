/** One workflow as a chain of runs, each with a history of its own. */
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { rounds } from './workflows';

const taskQueue = 'continue-as-new';

export async function main(print: Print): Promise<void> {
  await withWorker({ taskQueue, workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(rounds, {
      taskQueue,
      workflowId: newWorkflowId('rounds'),
      args: [0, 10],
    });
    // `result()` follows the chain to its end.
    print(await handle.result());
    const last = await client.workflow.getHandle(handle.workflowId).describe();
    print(`a new run took over: ${last.runId !== handle.firstExecutionRunId}`);
  });
}
