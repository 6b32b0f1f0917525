import { Client, Connection, type ClientOptions } from '@perdure/client';
import { loadClientConnectConfig } from '@perdure/envconfig';
import { NativeConnection, Worker, type WorkerOptions } from '@perdure/worker';

/** What an example does with a client while its worker runs. */
export type ClientCode<T> = (client: Client, worker: Worker) => Promise<T>;

/** Worker options of an example; the connection is ours. */
export type ExampleWorker = Omit<WorkerOptions, 'connection' | 'namespace'>;

/**
 * Runs a worker, and client code beside it, and ends both. In an application they are processes of their own; here one
 * process keeps an example short. Where Redis is comes from the environment (see the `envconfig` example).
 */
export async function withWorker<T>(
  workerOptions: ExampleWorker,
  clientCode: ClientCode<T>,
  clientOptions: ClientOptions = {},
): Promise<T> {
  const { connectionOptions, namespace } = loadClientConnectConfig();
  const workerConnection = await NativeConnection.connect({ address: connectionOptions.address });
  const connection = await Connection.connect(connectionOptions);
  try {
    const worker = await Worker.create({ connection: workerConnection, namespace, ...workerOptions });
    const client = new Client({ connection, namespace, ...clientOptions });
    return await worker.runUntil(() => clientCode(client, worker));
  } finally {
    await connection.close();
    await workerConnection.close();
  }
}
