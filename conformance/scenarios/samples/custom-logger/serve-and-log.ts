/** A process: its runtime, and so its logger, can be installed only once. Sends what was logged to the process that forked it. */
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import * as activities from './activities';
import { serve } from './workflows';

export interface Order {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly workflowId: string;
}

export interface Line {
  readonly level: string;
  readonly message: string;
  readonly meta: Readonly<Record<string, unknown>>;
}

const lines: Line[] = [];
const logger = new DefaultLogger('INFO', ({ level, message, meta }) => {
  const { sdkComponent, workflowId, activityType, workflowType, drink } = meta ?? {};
  lines.push({ level, message, meta: { sdkComponent, workflowId, activityType, workflowType, drink } });
});

async function main({ address, namespace, taskQueue, workflowId }: Order): Promise<void> {
  Runtime.install({ logger });
  const connection = await NativeConnection.connect({ address });
  const workflowsPath = require.resolve('./workflows');
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowsPath,
    activities,
    maxCachedWorkflows: 0,
  });
  const clientConnection = await Connection.connect({ address });
  const client = new Client({ connection: clientConnection, namespace });
  await worker.runUntil(client.workflow.execute(serve, { taskQueue, workflowId, args: ['lemonade'] }));
  await clientConnection.close();
  await connection.close();
}

process.once('message', (order: Order) => {
  void main(order).then(() => {
    process.send?.(lines);
    process.disconnect();
  });
});
