/** What the user says about where Redis is, in one of three resolved forms. */
import type { ClusterNode, ClusterOptions, RedisOptions } from 'ioredis';
import { RedisOptionsError } from './errors';
import { isGroupUrl, parseGroupUrl } from './group-url';
import type { GivenClient, RedisSource } from './options';

export type ResolvedTarget =
  | { readonly kind: 'single'; readonly options: RedisOptions; readonly address: string }
  | {
      readonly kind: 'cluster';
      readonly nodes: readonly ClusterNode[];
      readonly options: ClusterOptions;
      readonly address: string;
    }
  | { readonly kind: 'given'; readonly client: GivenClient; readonly address: string };

const DEFAULT_PORT = 6379;

export function resolveTarget(target: RedisSource): ResolvedTarget {
  if (typeof target === 'string') return fromText(target.trim());
  if (typeof target !== 'object' || target === null) return unknownTarget();
  if (isClient(target)) return fromClient(target);
  if ('nodes' in target) {
    if (!Array.isArray(target.nodes) || target.nodes.length === 0) return unknownTarget();
    return cluster(target.nodes as readonly ClusterNode[], target.options ?? {});
  }
  const options: RedisOptions = target;
  refuseKeyPrefix(options.keyPrefix);
  return { kind: 'single', options, address: addressOf(options) };
}

function isClient(target: object): target is GivenClient {
  return 'duplicate' in target && typeof target.duplicate === 'function' && 'status' in target;
}

function fromClient(client: GivenClient): ResolvedTarget {
  const { options } = client as unknown as { options?: RedisOptions };
  refuseKeyPrefix(options?.keyPrefix);
  return { kind: 'given', client, address: client.isCluster ? 'the given cluster' : addressOf(options ?? {}) };
}

function fromText(text: string): ResolvedTarget {
  if (/^rediss?:\/\//i.test(text)) return fromUrl(text);
  if (isGroupUrl(text)) return fromGroupUrl(text);
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:/\s]+))(?::(\d+))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) return unknownTarget();
  return single({ host, port: port === undefined ? DEFAULT_PORT : Number(port) });
}

function fromGroupUrl(text: string): ResolvedTarget {
  const group = parseGroupUrl(text);
  if (group.kind === 'sentinel') return single(group.options);
  return cluster(group.nodes, { redisOptions: group.redisOptions });
}

function cluster(nodes: readonly ClusterNode[], options: ClusterOptions): ResolvedTarget {
  return { kind: 'cluster', nodes, options, address: nodes.map(nodeAddress).join(',') };
}

function fromUrl(text: string): ResolvedTarget {
  const url = parseUrl(text);
  const db = url.pathname.replace(/^\//, '') || url.searchParams.get('db') || '0';
  if (!/^\d+$/.test(db)) {
    throw new RedisOptionsError(
      `The database in the Redis URL is "${db}"; it must be a number, as in redis://host:6379/0.`,
    );
  }
  return single({
    host: url.hostname.replace(/^\[|\]$/g, '') || 'localhost',
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    db: Number(db),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
  });
}

/** The text is not quoted in the error: it may hold a password. */
function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new RedisOptionsError(
      'The Redis URL cannot be read. It looks like redis://user:password@host:6379/0; special characters in the password are percent-encoded.',
    );
  }
}

function single(options: RedisOptions): ResolvedTarget {
  return { kind: 'single', options, address: addressOf(options) };
}

function addressOf(options: RedisOptions): string {
  if (options.path) return options.path;
  if (options.sentinels) return `sentinels ${options.sentinels.map((node) => nodeAddress(node)).join(',')}`;
  return `${options.host ?? 'localhost'}:${options.port ?? DEFAULT_PORT}`;
}

function nodeAddress(node: ClusterNode | { host?: string; port?: number }): string {
  if (typeof node === 'string') return node.replace(/^(rediss?:\/\/)?[^@]*@/, '$1');
  if (typeof node === 'number') return `localhost:${node}`;
  return `${node.host ?? 'localhost'}:${node.port ?? DEFAULT_PORT}`;
}

function refuseKeyPrefix(keyPrefix: string | undefined): void {
  if (!keyPrefix) return;
  throw new RedisOptionsError(
    'ioredis\' option "keyPrefix" cannot be used here: scripts build their own keys. Remove it and set the option "prefix" instead.',
    { setting: 'keyPrefix' },
  );
}

function unknownTarget(): never {
  throw new RedisOptionsError(
    'The option "redis" must be a redis://, rediss://, redis+cluster:// or redis+sentinel:// URL, "host:port", ioredis options, { nodes, options } for Cluster, or an ioredis Redis or Cluster.',
    { setting: 'redis' },
  );
}

/** Where it points to, without credentials; for messages. */
export function describeRedis(source: RedisSource): string {
  return resolveTarget(source).address;
}
