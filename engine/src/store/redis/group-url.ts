/**
 * URLs of Redis servers that belong together, for where only a text can be given: `redis+cluster://host:7000,host:7001`
 * and `redis+sentinel://host:26379,host:26380/mymaster/0`, with `rediss+` for TLS.
 */
import type { ClusterNode, RedisOptions } from 'ioredis';
import { RedisOptionsError } from './errors';

export type GroupTarget =
  | { readonly kind: 'cluster'; readonly nodes: readonly ClusterNode[]; readonly redisOptions: RedisOptions }
  | { readonly kind: 'sentinel'; readonly options: RedisOptions };

const SHAPE = /^(rediss?)\+(cluster|sentinel):\/\/(?:([^@/]*)@)?([^@/?#]+)(?:\/([^?#]*))?$/i;
const DEFAULT_PORTS = { cluster: 6379, sentinel: 26_379 } as const;

export function isGroupUrl(text: string): boolean {
  return /^rediss?\+/i.test(text);
}

/** The text is not quoted in errors: it may hold a password. */
export function parseGroupUrl(text: string): GroupTarget {
  const [, scheme = '', kind = '', user, hosts = '', path = ''] = SHAPE.exec(text) ?? unreadable();
  const secure = scheme.toLowerCase() === 'rediss' ? { tls: {} } : {};
  const redisOptions = { ...credentials(user), ...secure };
  if (kind.toLowerCase() === 'cluster') {
    if (path !== '' && path !== '0') refuse('A Redis Cluster has only database 0: leave the path of the URL out.');
    return { kind: 'cluster', nodes: hosts.split(',').map((host) => node(host, DEFAULT_PORTS.cluster)), redisOptions };
  }
  const [name = '', db = '0'] = path.split('/');
  if (name === '' || !/^\d+$/.test(db)) {
    refuse('The path of a Sentinel URL is the name of the master, and a database if wanted: /mymaster/0.');
  }
  const sentinels = hosts.split(',').map((host) => node(host, DEFAULT_PORTS.sentinel));
  return { kind: 'sentinel', options: { sentinels, name: decodeURIComponent(name), db: Number(db), ...redisOptions } };
}

function node(text: string, defaultPort: number): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]\s]+))(?::(\d+))?$/.exec(text) ?? unreadable();
  return { host: bracketed ?? plain ?? '', port: port === undefined ? defaultPort : Number(port) };
}

function credentials(text: string | undefined): RedisOptions {
  if (!text) return {};
  const [username = '', ...rest] = text.split(':');
  const password = rest.join(':');
  return {
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
  };
}

function unreadable(): never {
  return refuse(
    'The Redis URL cannot be read. A cluster is redis+cluster://user:password@host:7000,host:7001, a master behind sentinels redis+sentinel://host:26379,host:26380/mymaster; rediss+ is TLS.',
  );
}

function refuse(message: string): never {
  throw new RedisOptionsError(message, { setting: 'redis' });
}
