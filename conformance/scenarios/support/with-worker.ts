import { Client, type ClientOptions, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Environment } from '../environment';

export type Options = Partial<WorkerOptions> & { readonly clientOptions?: ClientOptions };

/** Runs `program` beside a worker on the scenario's task queue, and closes everything. */
export async function withWorker<T>(
  env: Environment,
  { clientOptions, ...options }: Options,
  program: (client: Client, worker: Worker) => Promise<T>,
): Promise<T> {
  return await withClient(env, clientOptions, (client) =>
    besideWorker(env, options, (worker) => program(client, worker)),
  );
}

/** Runs `program` with a client and without a worker. */
export async function withClient<T>(
  env: Environment,
  options: ClientOptions | undefined,
  program: (client: Client) => Promise<T>,
): Promise<T> {
  const connection = await Connection.connect({ address: env.address });
  try {
    return await program(new Client({ connection, namespace: env.namespace, ...options }));
  } finally {
    await connection.close();
  }
}

/** Runs `program` beside a worker, which is gone afterwards. */
export async function besideWorker<T>(
  { address, namespace, taskQueue }: Environment,
  options: Partial<WorkerOptions>,
  program: (worker: Worker) => Promise<T>,
): Promise<T> {
  const connection = await NativeConnection.connect({ address });
  try {
    const worker = await Worker.create({ connection, namespace, taskQueue, ...options });
    return await worker.runUntil(() => program(worker));
  } finally {
    await connection.close();
  }
}
