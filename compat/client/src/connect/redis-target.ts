/** From Temporal's connection options to what the engine connects to. Used by `Connection` and by the worker's one. */
import type { TLSConfig } from '@temporalio/common/lib/internal-non-workflow';
import { NotSupportedError } from '../errors';

export interface TargetOptions {
  readonly address?: string;
  readonly redis?: unknown;
  readonly tls?: TLSConfig | boolean | null;
  readonly apiKey?: unknown;
}

const DEFAULT_PORT = 6379;
const URL_SCHEME = /^(rediss?(\+cluster|\+sentinel)?|memory):\/\//i;

/**
 * What to hand to the engine as `redis`; undefined means its default (`PERDURE_REDIS_URL`, else localhost:6379).
 * TypeError for combinations that contradict each other, NotSupportedError for an API key.
 */
export function redisTarget(options: TargetOptions): unknown {
  refuseApiKey(options.apiKey);
  const tls = tlsOptions(options.tls);
  if (options.redis !== undefined) {
    if (options.address !== undefined) throw new TypeError('Give either `address` or `redis`, not both');
    return tls === undefined ? options.redis : withTls(options.redis, tls);
  }
  const address = options.address === undefined ? undefined : normalizeAddress(options.address);
  if (tls === undefined) return address;
  return withTls(address ?? process.env['PERDURE_REDIS_URL'] ?? `localhost:${DEFAULT_PORT}`, tls);
}

/** Temporal's API keys authenticate against Temporal Cloud; silently dropping one would connect without credentials. */
export function refuseApiKey(apiKey: unknown): void {
  if (apiKey === undefined || apiKey === null || apiKey === '') return;
  throw new NotSupportedError(
    'apiKey',
    'Redis authenticates with a user name and a password. Put them into the URL, redis://user:password@host:6379, ' +
      'as `address` or in PERDURE_REDIS_URL, and remove the API key (TEMPORAL_API_KEY, or api_key of the profile).',
  );
}

/** `host`, `host:port`, `[v6]:port` or a URL, with the port filled in. */
function normalizeAddress(address: string): string {
  if (URL_SCHEME.test(address)) return address;
  if (address === '' || /[\s/]/.test(address)) {
    throw new TypeError(
      `'${address}' is not an address Perdure can connect to: give host:port, redis://..., rediss://..., redis+cluster://..., redis+sentinel://... or memory://<name>`,
    );
  }
  return /:\d+$/.test(address) ? address : `${address}:${DEFAULT_PORT}`;
}

/** ioredis' `tls` option (that of `tls.connect`); undefined: no TLS beyond what a URL says. */
function tlsOptions(tls: TLSConfig | boolean | null | undefined): Record<string, unknown> | undefined {
  if (tls == null || tls === false) return undefined;
  if (tls === true) return {};
  const { serverNameOverride, serverRootCACertificate, clientCertPair } = tls;
  return {
    ...(serverNameOverride !== undefined && { servername: serverNameOverride }),
    ...(serverRootCACertificate !== undefined && { ca: Buffer.from(serverRootCACertificate) }),
    ...(clientCertPair !== undefined && {
      cert: Buffer.from(clientCertPair.crt),
      key: Buffer.from(clientCertPair.key),
    }),
  };
}

function withTls(redis: unknown, tls: Record<string, unknown>): unknown {
  if (typeof redis === 'string') return { ...parseAddress(redis), tls };
  if (!isPlainObject(redis)) {
    throw new TypeError(
      '`tls` has no effect on an existing Redis client: give the client its TLS options when making it',
    );
  }
  if ('nodes' in redis) {
    const { options } = redis;
    const given = isPlainObject(options) ? options : {};
    const redisOptions = isPlainObject(given['redisOptions']) ? given['redisOptions'] : {};
    return { ...redis, options: { ...given, redisOptions: { tls, ...redisOptions } } };
  }
  return { tls, ...redis };
}

/** The ioredis options that an address or a URL stands for. */
function parseAddress(address: string): Record<string, unknown> {
  if (/^memory:/i.test(address)) throw new TypeError('`tls` makes no sense with the embedded memory store');
  if (/^rediss?\+/i.test(address)) {
    throw new TypeError(
      '`tls` cannot be combined with such an address: the scheme rediss+cluster or rediss+sentinel is TLS',
    );
  }
  const url = new URL(URL_SCHEME.test(address) ? address : `redis://${address}`);
  const db = Number(url.pathname.slice(1) || '0');
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
    ...(db > 0 && { db }),
  };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
