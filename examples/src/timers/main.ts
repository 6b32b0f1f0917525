/** Durable timers, and a condition with a timeout. */
import type { Duration } from '@temporalio/common';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { confirm, confirmation, measure } from './workflows';

const taskQueue = 'timers';

export async function main(print: Print): Promise<void> {
  await withWorker({ taskQueue, workflowsPath: require.resolve('./workflows') }, async (client) => {
    const start = (patience: Duration) =>
      client.workflow.start(confirmation, { taskQueue, workflowId: newWorkflowId('confirmation'), args: [patience] });
    const patient = await start('1 day');
    await patient.signal(confirm);
    print(await patient.result());
    const impatient = await start('50 milliseconds');
    print(await impatient.result());

    const moved = await client.workflow.execute(measure, { taskQueue, workflowId: newWorkflowId('measure') });
    print(`the workflow's clock moved with its timer: ${moved}`);
  });
}
