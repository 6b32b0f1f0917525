import type { EngineConnectionOptions } from '../connection-contract';
import type { Store } from '../store/contract';
import { createMemoryServer, type MemoryServer } from '../store/memory';
import { connectRedisStore, describeRedis, type RedisSource } from '../store/redis';

/** Where stores come from. */
export interface Source {
  readonly address: string;
  connect(namespace: string): Promise<Store>;
}

const MEMORY_SCHEME = 'memory:';
const DEFAULT_URL = 'redis://localhost:6379';

/** What the options, or the environment, point to. Nothing is opened. */
export function findSource(options: EngineConnectionOptions): Source {
  const redis = options.redis ?? fromEnvironment();
  if (typeof redis === 'string' && redis.startsWith(MEMORY_SCHEME)) return memorySource(redis);
  return {
    address: describeRedis(redis as RedisSource),
    connect: (namespace) =>
      connectRedisStore({
        redis: redis as RedisSource,
        namespace,
        prefix: options.prefix,
        connectTimeoutMs: options.connectTimeoutMs,
        shards: options.shards,
        onWarning: options.onWarning,
      }),
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

/** Embedded servers are shared by name in a process, also between copies of this package. */
function memorySource(url: string): Source {
  const holder = globalThis as Holder;
  const servers = (holder[SERVERS] ??= new Map());
  let server = servers.get(url);
  if (!server) servers.set(url, (server = createMemoryServer()));
  const found = server;
  return { address: url, connect: (namespace) => Promise.resolve(found.connect({ namespace })) };
}
