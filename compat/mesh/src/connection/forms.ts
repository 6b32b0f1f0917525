/** How a Redis is named: the forms HotMesh users write, and Perdure's own. */
import type { NativeConnectionOptions } from '@perdure/worker';

/** Options of ioredis: `{ host, port, username, password, db, tls, sentinels, ... }`. */
export type IoredisOptions = Readonly<Record<string, unknown>>;

/** Options of node-redis' `createClient`. */
export interface NodeRedisOptions {
  readonly url?: string;
  readonly socket?: {
    readonly host?: string;
    readonly port?: number;
    readonly path?: string;
    readonly tls?: boolean;
    readonly [option: string]: unknown;
  };
  readonly username?: string;
  readonly password?: string;
  readonly database?: number;
  readonly [option: string]: unknown;
}

/**
 * The class of ioredis (`import Redis from 'ioredis'`) or the module of node-redis (`import * as Redis from 'redis'`) with its
 * options. The class says how the options are read; connections are Perdure's own.
 */
export interface RedisClassConfig {
  readonly class: unknown;
  readonly options: IoredisOptions | NodeRedisOptions;
}

/**
 * Where Redis is: `{ class, options }`; a URL or `host:port`; options of ioredis, `{ nodes, options }` for Cluster; an existing
 * ioredis instance (never closed here); or nothing: `PERDURE_REDIS_URL`, else localhost.
 */
export type RedisConfig = RedisClassConfig | string | object | undefined;

/**
 * @throws TypeError for a class that is neither ioredis nor node-redis, options that name no Redis, or a client of node-redis:
 * Perdure does not send its commands through it.
 */
export function connectionOptions(config: RedisConfig): NativeConnectionOptions {
  if (config === undefined) return {};
  if (typeof config === 'string') return { address: config };
  checkIsPlace(config);
  if (!('class' in config)) return { redis: config };
  const { class: library, options } = config;
  if (options === null || typeof options !== 'object') {
    throw new TypeError('The Redis configuration has a class but no options: give { class, options: { host, port } }');
  }
  return libraries[libraryOf(library)](options);
}

/** What has no meaning would be taken for options of ioredis without a host, which mean localhost. */
function checkIsPlace(config: unknown): asserts config is object {
  if (typeof config !== 'object' || config === null) {
    throw new TypeError(`Redis is named by ${FORMS}, and not by ${config === null ? 'null' : `a ${typeof config}`}`);
  }
  if ('sendCommand' in config && !('duplicate' in config && 'status' in config)) {
    throw new TypeError(
      'A client of node-redis cannot be shared. Give its module and options, { class: redis, options: { url } }, or an instance of ioredis',
    );
  }
  if ('createClient' in config) {
    throw new TypeError('The module of node-redis comes with options: give { class: redis, options: { url } }');
  }
}

const FORMS = '{ class, options }, a URL, options of ioredis, an instance of ioredis, or nothing (PERDURE_REDIS_URL)';

const libraries = {
  ioredis: (options: IoredisOptions): NativeConnectionOptions => ({ redis: options }),
  nodeRedis: (options: NodeRedisOptions): NativeConnectionOptions => {
    const { url, socket = {}, username, password, database } = options;
    const { host, port, path, tls, ...rest } = socket;
    if (url !== undefined)
      return { address: completed(url, { username, password, database }), ...(tls === true && { tls: true }) };
    const credentials = { username, password, db: database };
    const place = path === undefined ? { host: host ?? 'localhost', port: port ?? 6379 } : { path };
    return { redis: withoutUndefined({ ...place, ...credentials, ...(tls === true && { tls: rest }) }) };
  },
} as const;

/** As node-redis reads them, what stands beside a URL counts where the URL says nothing. */
function completed(text: string, { username, password, database }: NodeRedisOptions): string {
  if (username === undefined && password === undefined && database === undefined) return text;
  const url = new URL(text);
  if (url.username === '') url.username = encodeURIComponent(username ?? '');
  if (url.password === '') url.password = encodeURIComponent(password ?? '');
  if (url.pathname.length <= 1 && database !== undefined) url.pathname = `/${database}`;
  return url.href;
}

/** ioredis' class has a static `createClient` too, so what can be constructed comes first. */
function libraryOf(library: unknown): keyof typeof libraries {
  if (typeof library === 'function' && /^(Redis|Cluster|EventEmitter)$/.test(library.name)) return 'ioredis';
  const module = library as { createClient?: unknown; default?: unknown } | null | undefined;
  if (typeof module === 'object' && module !== null) {
    if (typeof module.createClient === 'function') return 'nodeRedis';
    if (typeof module.default === 'function') return libraryOf(module.default);
  }
  throw new TypeError(
    "The class of a Redis configuration is ioredis' (import Redis from 'ioredis') or the module of node-redis " +
      "(import * as Redis from 'redis')",
  );
}

function withoutUndefined(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
