/**
 * Where the executions of an environment live, and how they are removed. Each call makes a place of its own, but for an
 * existing one: environments never meet, also on one task queue.
 */
import { randomUUID } from 'node:crypto';
import { eraseDeployment, openTimeSkippingServer, type TimeSkippingServer } from '@perdure/engine';
import type { NativeConnectionOptions } from '@perdure/worker';

/** For both connections of an environment. `prefix` is our own: the first part of every key in Redis. */
export type ExistingServerConnectionOptions = Pick<NativeConnectionOptions, 'apiKey' | 'metadata' | 'tls' | 'prefix'>;

export interface Place {
  /** Undefined: where connections go by default. */
  readonly address: string | undefined;
  readonly connectionOptions: ExistingServerConnectionOptions;
  /** Set where time can be skipped. */
  readonly server?: TimeSkippingServer;
  /** After the connections were closed. */
  remove(): Promise<void>;
}

/** In this process, with a clock of its own. */
export async function timeSkippingPlace(): Promise<Place> {
  const server = await openTimeSkippingServer();
  return { address: server.address, connectionOptions: {}, server, remove: () => server.close() };
}

/** The Redis of `PERDURE_REDIS_URL`, under a prefix that nobody else has; without one, in this process. */
export function localPlace(): Place {
  const redis = process.env['PERDURE_REDIS_URL'];
  const name = `local-${randomUUID()}`;
  if (redis === undefined || redis === '' || redis.startsWith('memory:')) {
    const address = `memory://${name}`;
    return { address, connectionOptions: {}, remove: async () => void (await eraseDeployment(address, '')) };
  }
  const connectionOptions = { prefix: `perdure-${name}` };
  return {
    address: redis,
    connectionOptions,
    remove: async () => void (await eraseDeployment(redis, connectionOptions.prefix)),
  };
}

/** What is there already; it stays. */
export function existingPlace(address: string | undefined, options: ExistingServerConnectionOptions = {}): Place {
  const { apiKey, metadata, tls, prefix } = options;
  return { address, connectionOptions: { apiKey, metadata, tls, prefix }, remove: async () => undefined };
}
