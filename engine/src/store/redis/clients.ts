/**
 * The connections of a store, by what they are for.
 *
 * 1. Commands never wait on a connection that blocks: waiting has connections of its own.
 * 2. A client that was given to us is never closed and never waits: it is duplicated.
 * 3. Waiting connections do not resend by themselves: a repeated BLPOP could take a second token.
 */
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { ResolvedTarget } from './target';
import type { ScriptClient } from './script-runner';

/** The calls we make, of `Redis` and `Cluster` alike. */
export interface Client extends ScriptClient {
  readonly status: string;
  connect(): Promise<void>;
  disconnect(reconnect?: boolean): void;
  blpop(...args: [...keys: string[], timeoutSeconds: number]): Promise<[string, string] | null>;
  hget(key: string, field: string): Promise<string | null>;
  hgetall(key: string): Promise<Record<string, string>>;
  hsetnx(key: string, field: string, value: string): Promise<number>;
  subscribe(...channels: string[]): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
  on(event: string, listener: (...args: never[]) => void): unknown;
  off(event: string, listener: (...args: never[]) => void): unknown;
}

export type Purpose = 'commands' | 'waiting' | 'inbox';

/** Pauses between attempts to connect again; without end, for each call has its own deadline. */
const backoff = (attempt: number): number => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000);

/**
 * A reply that takes longer will not come: a middlebox or a dead host has swallowed the connection without ending it. It is
 * replaced, and what was out on it is repeated. No script of ours takes a hundredth of this.
 */
const REPLY_MS = 5_000;
/** The same for connections that nobody has asked anything: the system looks after so long without traffic. */
const KEEP_ALIVE_MS = 10_000;
/** How long a closed connection waits for the other side, which may be gone: ioredis keeps the process as long. */
const GOODBYE_MS = 100;

function settings(purpose: Purpose, connectTimeoutMs: number): RedisOptions {
  return {
    ...(purpose === 'commands' ? { socketTimeout: REPLY_MS } : {}),
    lazyConnect: true,
    keepAlive: KEEP_ALIVE_MS,
    disconnectTimeout: GOODBYE_MS,
    connectTimeout: connectTimeoutMs,
    maxRetriesPerRequest: null,
    enableAutoPipelining: false,
    autoResendUnfulfilledCommands: purpose !== 'waiting',
    // The inbox subscribes again itself: ioredis leaves the promise of its own attempt to nobody, and a connection that is
    // closed meanwhile would end the process with an unhandled rejection.
    autoResubscribe: false,
    retryStrategy: backoff,
  };
}

/** A new client for the purpose, not connected yet. */
export function createClient(target: ResolvedTarget, purpose: Purpose, connectTimeoutMs: number): Client {
  const ours = settings(purpose, connectTimeoutMs);
  if (target.kind === 'single') return new Redis({ ...target.options, ...ours }) as unknown as Client;
  const { retryStrategy: _single, ...forNodes } = ours;
  const forCluster = { lazyConnect: true, clusterRetryStrategy: backoff };
  if (target.kind === 'cluster') {
    const redisOptions = { ...target.options.redisOptions, ...forNodes };
    return new Cluster([...target.nodes], { ...target.options, ...forCluster, redisOptions }) as unknown as Client;
  }
  return duplicate(target.client as unknown as Redis | Cluster, ours, forNodes, forCluster);
}

function duplicate(client: Redis | Cluster, single: RedisOptions, forNodes: RedisOptions, forCluster: object): Client {
  if (!client.isCluster) return (client as Redis).duplicate(single) as unknown as Client;
  const cluster = client as Cluster;
  const redisOptions = { ...cluster.options.redisOptions, ...forNodes };
  return cluster.duplicate([], { ...forCluster, redisOptions }) as unknown as Client;
}
