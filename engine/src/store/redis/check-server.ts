/** What a server must be like before anything is written to it (invariant 11). */
import {
  RedisClusterModeError,
  type RedisConfigurationError,
  RedisEvictionError,
  RedisScriptsError,
  RedisVersionError,
} from './errors';

const OLDEST = [6, 2] as const;

export interface ServerCheck {
  readonly address: string;
  readonly allowEviction: boolean;
  /** Whether we talk to it as to a cluster. */
  readonly cluster: boolean;
}

/** What is wrong with a server that answers INFO like this; undefined: nothing. */
export function findFault(info: string, check: ServerCheck): RedisConfigurationError | undefined {
  return findOldVersion(info, check) ?? findClusterMode(info, check) ?? findEviction(info, check);
}

/** The value of a line `name:value` of INFO. */
function infoField(info: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
}

function findOldVersion(info: string, { address }: ServerCheck): RedisVersionError | undefined {
  const version = infoField(info, 'redis_version');
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  if (version === undefined || major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return new RedisVersionError(
    `Redis at ${address} is version ${version}. Perdure needs Redis ${OLDEST.join('.')} or later, or Valkey: upgrade the server.`,
    { address, version },
  );
}

function findClusterMode(info: string, { address, cluster }: ServerCheck): RedisClusterModeError | undefined {
  const isNode = infoField(info, 'cluster_enabled') === '1';
  if (!isNode || cluster) return undefined;
  return new RedisClusterModeError(
    `Redis at ${address} is a node of a Redis Cluster. Pass the cluster instead: redis: { nodes: ['${address}'] }, or an ioredis Cluster.`,
    { address },
  );
}

function findEviction(info: string, { address, allowEviction }: ServerCheck): RedisEvictionError | undefined {
  const policy = infoField(info, 'maxmemory_policy');
  const limit = Number(infoField(info, 'maxmemory') ?? 0);
  if (allowEviction || limit === 0 || policy === undefined || policy === 'noeviction') return undefined;
  return new RedisEvictionError(
    `Redis at ${address} has maxmemory-policy ${policy}: when its ${limit} bytes are full it deletes keys, and with them workflows. ` +
      'Set maxmemory-policy to noeviction on the server (CONFIG SET maxmemory-policy noeviction), or pass allowEviction: true if losing workflows is acceptable.',
    { address, policy, maxmemory: limit },
  );
}

/** Reads a key that is not declared, as our scripts do. */
export const PROBE = "return redis.call('EXISTS', KEYS[1] .. 'probe')";

/** Why the probe failed, as an error that says what to change; undefined when the cause is something else. */
export function scriptFault(error: unknown, address: string): RedisScriptsError | undefined {
  const message = error instanceof Error ? error.message : String(error);
  const details = { address, reply: message };
  if (/undeclared/i.test(message)) {
    return new RedisScriptsError(
      `The server at ${address} lets scripts use declared keys only (${message}). Allow undeclared keys; for Dragonfly start it with --default_lua_flags=allow-undeclared-keys.`,
      details,
      { cause: error },
    );
  }
  if (!/NOPERM|unknown command|scripting|not allowed|disabled/i.test(message)) return undefined;
  return new RedisScriptsError(
    `Redis at ${address} does not let this user run scripts (${message}). Allow the commands EVAL and EVALSHA and every key that begins with the prefix: ACL SETUSER <user> +@all -@dangerous +info ~* &*, or a rule as narrow as docs/redis.md lists.`,
    details,
    { cause: error },
  );
}
