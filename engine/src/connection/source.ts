import type { EngineConnectionOptions } from '../connection-contract';
import { importLater } from '../import-later';
import type { Store } from '../store/contract';
import type { MemoryServer } from '../store/memory';
import { openRedis, type RedisSource } from '../store/redis';

/** Where stores come from. */
export interface Source {
  readonly address: string;
  ensureConnected(): Promise<void>;
  store(namespace: string): Promise<Store>;
  close(): Promise<void>;
}

export const MEMORY_SCHEME = 'memory:';
const DEFAULT_URL = 'redis://localhost:6379';

/** What the options, or the environment, point to. Nothing is opened. */
export function findSource(options: EngineConnectionOptions): Source {
  const redis = options.redis ?? fromEnvironment();
  if (typeof redis === 'string' && redis.startsWith(MEMORY_SCHEME)) return memorySource(redis);
  const { prefix, connectTimeoutMs, onWarning, shards } = options;
  const connection = openRedis({ redis: redis as RedisSource, prefix, connectTimeoutMs, onWarning });
  return {
    address: connection.address,
    ensureConnected: () => connection.ensureConnected(),
    store: (namespace) => connection.store(namespace, shards),
    close: () => connection.close(),
  };
}

/** `PERDURE_REDIS_URL`; else, with `PERDURE_STORE=memory`, the embedded store; else the usual local address. */
function fromEnvironment(): string {
  const { PERDURE_REDIS_URL, PERDURE_STORE } = process.env;
  if (PERDURE_REDIS_URL) return PERDURE_REDIS_URL;
  return PERDURE_STORE === 'memory' ? 'memory://default' : DEFAULT_URL;
}

const SERVERS = Symbol.for('perdure.memory-servers.1');
type Holder = typeof globalThis & { [SERVERS]?: Map<string, MemoryServer> };

/** The embedded servers of this process, by address. */
export function memoryServers(): Map<string, MemoryServer> {
  return ((globalThis as Holder)[SERVERS] ??= new Map<string, MemoryServer>());
}

function memorySource(url: string): Source {
  return {
    address: url,
    ensureConnected: () => Promise.resolve(),
    store: async (namespace) => (await memoryServer(url)).connect({ namespace }),
    close: () => Promise.resolve(),
  };
}

/** Loaded when one is asked for: processes on Redis, which are most, start faster without. */
export function loadMemoryStore(): Promise<typeof import('../store/memory')> {
  return importLater(
    () => import('../store/memory/index.js'),
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- see importLater
    () => require('../store/memory/index.js'),
  );
}

/** Embedded servers are shared by name in a process, also between copies of this package. */
async function memoryServer(url: string): Promise<MemoryServer> {
  const { createMemoryServer } = await loadMemoryStore();
  const servers = memoryServers();
  const server = servers.get(url) ?? createMemoryServer();
  servers.set(url, server);
  return server;
}
