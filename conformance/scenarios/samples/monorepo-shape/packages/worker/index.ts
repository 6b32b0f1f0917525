import { NativeConnection, Worker } from '@temporalio/worker';
import { activities } from '../activities';

interface Place {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
}

/** Resolves, with what stops it, when the worker has been created and begins to poll. */
export async function startWorker({ address, namespace, taskQueue }: Place): Promise<() => Promise<void>> {
  const connection = await NativeConnection.connect({ address });
  const workflowsPath = require.resolve('../workflows');
  const worker = await Worker.create({ connection, namespace, taskQueue, workflowsPath, activities });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
}
