/** A payload converter of the application's own, for values that JSON cannot carry. */
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';
import { Money } from './money';
import { total } from './workflows';

const taskQueue = 'payload-converter';

export async function main(print: Print): Promise<void> {
  const dataConverter = { payloadConverterPath: require.resolve('./converter') };
  const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), activities, dataConverter };
  const clientCode: Parameters<typeof withWorker>[1] = async (client) => {
    const sum = await client.workflow.execute(total, {
      taskQueue,
      workflowId: newWorkflowId('total'),
      args: [new Money(1_250n, 'EUR'), 3],
    });
    print(`${sum.toString()}, an object of its class: ${sum instanceof Money}`);
  };
  await withWorker(worker, clientCode, { dataConverter });
}
