/**
 * One connection for each Redis a process talks to, whoever asks for it. Owns the connections until `closeConnections`.
 *
 * 1. Equal options share a connection; an instance given by the user is its own.
 * 2. A connection that could not be opened is forgotten: the next call tries again.
 */
import { Client } from '@perdure/client';
import type { EngineClient } from '@perdure/engine';
import { NativeConnection } from '@perdure/worker';
import { connectionOptions, type RedisConfig } from './forms';

const opened = new Map<unknown, Promise<NativeConnection>>();

/** The connection to this Redis. @throws TransportError with the cause and what to change. */
export function connect(config: RedisConfig): Promise<NativeConnection> {
  const options = connectionOptions(config);
  const key = keyOf(options);
  const known = opened.get(key);
  if (known) return known;
  const connecting = NativeConnection.connect(options);
  opened.set(key, connecting);
  connecting.catch(() => opened.delete(key));
  return connecting;
}

/** A client of a namespace on this Redis. Cheap to make. */
export async function clientOf(config: RedisConfig, namespace: string): Promise<Client> {
  return new Client({ connection: await connect(config), namespace });
}

const engines = new WeakMap<NativeConnection, Map<string, Promise<EngineClient>>>();

/** The engine's client of a namespace on this Redis: one for all callers. */
export async function engineOf(config: RedisConfig, namespace: string): Promise<EngineClient> {
  const connection = await connect(config);
  const known = engines.get(connection) ?? new Map<string, Promise<EngineClient>>();
  engines.set(connection, known);
  const client = known.get(namespace) ?? connection.engine.client(namespace);
  known.set(namespace, client);
  client.catch(() => known.delete(namespace));
  return await client;
}

/** Closes every connection. Workers have ended before. */
export async function closeConnections(): Promise<void> {
  const all = [...opened.values()];
  opened.clear();
  for (const connection of await Promise.allSettled(all)) {
    if (connection.status === 'fulfilled') await connection.value.close();
  }
}

function keyOf(options: { readonly redis?: unknown }): unknown {
  const { redis } = options;
  if (typeof redis === 'object' && redis !== null && 'duplicate' in redis) return redis;
  return JSON.stringify(options, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : typeof value === 'function'
        ? value.toString()
        : value,
  );
}
