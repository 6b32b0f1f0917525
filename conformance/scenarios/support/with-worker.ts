import { Client, type ClientOptions, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Environment } from '../environment';

type Options = Partial<WorkerOptions> & { readonly clientOptions?: ClientOptions };

/** Runs `program` beside a worker on the scenario's task queue, and closes everything. */
export async function withWorker<T>(
  env: Environment,
  { clientOptions, ...options }: Options,
  program: (client: Client, worker: Worker) => Promise<T>,
): Promise<T> {
  const { address, namespace, taskQueue } = env;
  const nativeConnection = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  try {
    const worker = await Worker.create({ connection: nativeConnection, namespace, taskQueue, ...options });
    const client = new Client({ connection, namespace, ...clientOptions });
    return await worker.runUntil(() => program(client, worker));
  } finally {
    await connection.close();
    await nativeConnection.close();
  }
}
