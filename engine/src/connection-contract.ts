import type { EngineClient } from './client/contract';
import type { Store } from './store/contract';
import type { EngineWorker, EngineWorkerOptions } from './worker/contract';

/** How to reach the store. One connection serves every namespace; clients and workers may share it. */
export interface EngineConnectionOptions {
  /**
   * `redis://`, `rediss://` or `host:port`; `redis+cluster://host:port,host:port`;
   * `redis+sentinel://host:port,host:port/mymaster`; `memory://<name>` for the embedded store of this process; an ioredis
   * options object (Sentinel included); `{ nodes, options }` for Cluster; an existing ioredis `Redis` or `Cluster`
   * (never closed by us). Default: `PERDURE_REDIS_URL`, else `redis://localhost:6379`.
   */
  readonly redis?: unknown;
  /** First part of every key's hash tag. Default "perdure". */
  readonly prefix?: string;
  /** Time for the first connection. Default 10,000. */
  readonly connectTimeoutMs?: number;
  /** Shards of a namespace that does not exist yet. Default 1. */
  readonly shards?: number;
  /**
   * Largest payload, and largest sum of the payloads of one call, in bytes. Default 2 MiB, at most 64 MiB. Processes that
   * share a namespace should agree on it.
   */
  readonly maxPayloadBytes?: number;
  /** Warnings about the server's settings. Default: none are reported. */
  readonly onWarning?: (message: string) => void;
}

export interface EngineConnection {
  /** Where it points to, without credentials; for messages. */
  readonly address: string;
  /** Largest payload in bytes, as given or by default. */
  readonly maxPayloadBytes: number;
  /** Connects and checks the server (version, eviction policy, scripts); CONFIGURATION or UNAVAILABLE errors. */
  ensureConnected(): Promise<void>;
  store(namespace: string): Promise<Store>;
  client(namespace: string): Promise<EngineClient>;
  worker(namespace: string, options: EngineWorkerOptions): Promise<EngineWorker>;
  /** Ends every wait and closes what it opened. */
  close(): Promise<void>;
}
