/** Addresses of Temporal servers in texts of any kind, and the Redis URLs that take their place. */

export const TEMPORAL_PORT = '7233';
export const REDIS_PORT = '6379';

/** Name of the Redis service in Compose files and pipelines. */
export const REDIS_SERVICE = 'redis';

/** Where a Temporal server was looked for. */
export type TemporalAddress =
  | { readonly kind: 'local'; readonly host: string }
  /** One word: a service of Docker Compose or of a pipeline. */
  | { readonly kind: 'service'; readonly host: string }
  /** The machine around a container. */
  | { readonly kind: 'docker host'; readonly host: string }
  | { readonly kind: 'cloud'; readonly host: string }
  | { readonly kind: 'elsewhere'; readonly host: string };

const ADDRESS = /^(?:[a-z]+:\/\/)?(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d+))?\/?$/i;
const CLOUD = /(^|\.)(tmprl\.cloud|api\.temporal\.io)$/i;
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/i;

/** Reads a text that can only be the address of a Temporal server: by its port, or by its host in Temporal Cloud. */
export function temporalAddress(text: string): TemporalAddress | undefined {
  const address = anyAddress(text);
  if (address === undefined) return undefined;
  return address.kind === 'cloud' || new RegExp(`:${TEMPORAL_PORT}/?$`).test(text.trim()) ? address : undefined;
}

/** Reads the value of something that is known to name a Temporal server. Undefined for a URL of Redis, and for no address. */
export function anyAddress(text: string): TemporalAddress | undefined {
  const [, host] = ADDRESS.exec(text.trim()) ?? [];
  if (host === undefined || isRedisUrl(text)) return undefined;
  if (CLOUD.test(host)) return { kind: 'cloud', host };
  if (LOCAL.test(host)) return { kind: 'local', host };
  if (host === DOCKER_HOST) return { kind: 'docker host', host };
  return { kind: host.includes('.') ? 'elsewhere' : 'service', host };
}

export function isRedisUrl(text: string): boolean {
  return /^\s*(rediss?|memory):\/\//i.test(text);
}

/** The URL for an address in sources and settings. `redisUrl`: the project's. */
export function redisUrlFor(address: TemporalAddress, redisUrl: string): string {
  if (redisUrl === DEFAULT_REDIS_URL && address.kind === 'service') return SERVICE_URL;
  if (redisUrl === DEFAULT_REDIS_URL && address.kind === 'docker host') return `redis://${DOCKER_HOST}:${REDIS_PORT}`;
  return address.kind === 'cloud' ? withTls(redisUrl) : redisUrl;
}

/** The Redis service, from another service. */
export const SERVICE_URL = `redis://${REDIS_SERVICE}:${REDIS_PORT}`;

const DOCKER_HOST = 'host.docker.internal';
const DEFAULT_REDIS_URL = `redis://localhost:${REDIS_PORT}`;

/** The URL with TLS. */
export function withTls(redisUrl: string): string {
  return redisUrl.replace(/^redis:/i, 'rediss:');
}

/** What only a person knows about an address; undefined when the answer is plain. */
export function addressQuestion(address: TemporalAddress): string | undefined {
  if (address.kind === 'cloud') {
    return `Which Redis takes the place of ${address.host}? User name and password go into the URL: rediss://user:password@host:6379`;
  }
  return address.kind === 'elsewhere'
    ? `Which Redis takes the place of the Temporal server ${address.host}?`
    : undefined;
}
