/** Calls and records beside a workflow of Temporal's shape, on one Redis. */
import { MeshCall } from '@perdure/mesh';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';
import { customers, startMesh } from './mesh';
import { purchase } from './workflows';

const taskQueue = 'purchases';

export async function main(print: Print): Promise<void> {
  await startMesh();
  const id = newWorkflowId('ann');
  try {
    const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), activities };
    await withWorker(worker, async ({ workflow }) => {
      const buy = (dollars: number): Promise<string> =>
        workflow.execute(purchase, { taskQueue, workflowId: newWorkflowId('purchase'), args: [id, dollars] });
      print(await buy(80));
      print(await buy(20));
    });
    const { points } = await customers.get('customer', id, { fields: ['points'] });
    print(`the record says ${points} points`);
  } finally {
    await customers.flush('customer', id);
    await MeshCall.shutdown();
  }
}
