/** Signals change a running workflow, queries look at it. */
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { addItem, cart, checkOut, items } from './workflows';

const taskQueue = 'signals-and-queries';

export async function main(print: Print): Promise<void> {
  await withWorker({ taskQueue, workflowsPath: require.resolve('./workflows') }, async (client) => {
    const workflowId = newWorkflowId('cart');
    // Starts the workflow if it does not run yet; the signal arrives in either case.
    const handle = await client.workflow.signalWithStart(cart, {
      taskQueue,
      workflowId,
      signal: addItem,
      signalArgs: ['book'],
    });
    await handle.signal(addItem, 'lamp');
    print(`in the cart: ${(await handle.query(items)).join(', ')}`);
    await handle.signal(checkOut);
    print(await handle.result());
    // A closed workflow still answers: it is replayed for the query.
    print(`afterwards: ${(await handle.query(items)).join(', ')}`);
  });
}
