import type { ClusterNode, ClusterOptions, RedisOptions } from 'ioredis';
import { RedisOptionsError } from './errors';

/** What we need of an existing ioredis `Redis` or `Cluster`, of whatever copy of the package it is. */
export interface GivenClient {
  readonly isCluster: boolean;
  readonly status: string;
  duplicate(...args: never[]): unknown;
}

/**
 * How to reach Redis: `redis://` or `rediss://` URL (user, password and database included), `host:port`,
 * `redis+cluster://host:port,host:port`, `redis+sentinel://host:port,host:port/mymaster`, ioredis options (Sentinel
 * included), `{ nodes, options }` for Cluster, or an existing `Redis` or `Cluster`.
 */
export type RedisSource =
  string | RedisOptions | { readonly nodes: readonly ClusterNode[]; readonly options?: ClusterOptions } | GivenClient;

export interface RedisConnectionOptions {
  /** Default "redis://localhost:6379". An existing client is never closed by us, nor used for waiting. */
  readonly redis?: RedisSource;
  /** First part of the hash tag of every key. No `/`, `{` or `}`. Default "perdure". */
  readonly prefix?: string;
  /** How long connecting and checking the server may take, in milliseconds. Default 10,000. */
  readonly connectTimeoutMs?: number;
  /** How long a call is repeated while Redis does not answer, in milliseconds. Default 30,000. */
  readonly commandDeadlineMs?: number;
  /** Accept a server that evicts keys when it is full. It would lose workflows. Default false. */
  readonly allowEviction?: boolean;
  /** Hears what is not refused but should be looked at. Default: nobody. */
  readonly onWarning?: (message: string) => void;
}

export interface RedisStoreOptions extends RedisConnectionOptions {
  /** Keeps applications apart that share a Redis. No `{` or `}`. Default "default". */
  readonly namespace?: string;
  /**
   * Number of hash slots the namespace is spread over. Chosen once, when the namespace is first used (default 1); later a
   * different number is refused. 1 is right for one Redis node, a multiple of the masters for a cluster.
   */
  readonly shards?: number;
}

const DEFAULTS = {
  redis: 'redis://localhost:6379',
  prefix: 'perdure',
  connectTimeoutMs: 10_000,
  commandDeadlineMs: 30_000,
  allowEviction: false,
  onWarning: () => {},
} satisfies Required<RedisConnectionOptions>;

export type ResolvedConnectionOptions = Required<RedisConnectionOptions>;

export function resolveOptions(options: RedisConnectionOptions): ResolvedConnectionOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const resolved: ResolvedConnectionOptions = { ...DEFAULTS, ...given };
  check(/^[^/{}\s]+$/.test(resolved.prefix), 'prefix', resolved.prefix, 'text without space, "/", "{" or "}"');
  check(isPositive(resolved.connectTimeoutMs), 'connectTimeoutMs', resolved.connectTimeoutMs, 'milliseconds above 0');
  check(
    isPositive(resolved.commandDeadlineMs),
    'commandDeadlineMs',
    resolved.commandDeadlineMs,
    'milliseconds above 0',
  );
  return resolved;
}

const MAX_SHARDS = 1_024;

/** The namespace and the number of shards that was asked for, if one was. */
export function checkNamespace(namespace: string, shards: number | undefined): void {
  check(/^[^{}]+$/.test(namespace), 'namespace', namespace, 'text without "{" or "}"');
  const isCount = shards === undefined || (Number.isInteger(shards) && shards >= 1 && shards <= MAX_SHARDS);
  check(isCount, 'shards', shards, `a whole number from 1 to ${MAX_SHARDS}`);
}

function isPositive(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function check(holds: boolean, setting: string, value: unknown, expected: string): void {
  if (holds) return;
  throw new RedisOptionsError(`The option "${setting}" is ${JSON.stringify(value)}; it must be ${expected}.`, {
    setting,
  });
}
