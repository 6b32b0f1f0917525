import type { Client } from '@temporalio/client';
import { onTheWay, type Order, serve } from '../contracts';
import type { dinner } from '../workflows';

export function createServer(client: Client, taskQueue: string) {
  return {
    order: (workflowId: string, order: Order) =>
      client.workflow.start<typeof dinner>('dinner', { taskQueue, workflowId, args: [order] }),
    platesOnTheWay: (workflowId: string) => client.workflow.getHandle(workflowId).query(onTheWay),
    serve: (workflowId: string, waiter: string) => client.workflow.getHandle(workflowId).signal(serve, waiter),
  };
}
