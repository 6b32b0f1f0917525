import { Client, Connection } from '@temporalio/client';
import { addItem, packed, takeOrder } from './workflows';

async function run(id: string): Promise<void> {
  const connection = await Connection.connect({ address: process.env.TEMPORAL_ADDRESS ?? 'localhost:7233' });
  try {
    const client = new Client({ connection, namespace: process.env.TEMPORAL_NAMESPACE ?? 'default' });
    const handle = await client.workflow.start(takeOrder, {
      taskQueue: 'orders',
      workflowId: `order-${id}`,
      args: [{ id, items: ['lamp'], amount: 40 }],
    });
    console.log(`order-${id} has ${await handle.executeUpdate(addItem, { args: ['book'] })} items`);
    await handle.signal(packed);
    console.log(`order-${id} is packed`);
  } finally {
    await connection.close();
  }
}

run(process.argv[2] ?? '1').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
