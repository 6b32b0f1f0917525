/** What can be wrong with a Redis. Every message names the setting and the fix. Replies become errors here only. */
import { EngineError } from '../../errors';

/** Base of what is refused at connect: something has to be set differently, here or on the server. */
export class RedisConfigurationError extends EngineError {
  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: { cause?: unknown }) {
    super('CONFIGURATION', message, details, options);
  }
}

/** The connection options cannot be understood. */
export class RedisOptionsError extends RedisConfigurationError {}

/** No password, a wrong one, or a user that is not known. */
export class RedisAuthenticationError extends RedisConfigurationError {}

/** The server is older than 6.2. */
export class RedisVersionError extends RedisConfigurationError {}

/** The server would evict keys under memory pressure. */
export class RedisEvictionError extends RedisConfigurationError {}

/** The user may not run scripts, or not with the keys that they need. */
export class RedisScriptsError extends RedisConfigurationError {}

/** The address is a node of a cluster, or a cluster is expected and is none. */
export class RedisClusterModeError extends RedisConfigurationError {}

/** The namespace was written by a newer version of Perdure. */
export class StoreFormatError extends RedisConfigurationError {}

/** The namespace has another number of shards. */
export class StoreShardsError extends RedisConfigurationError {}

/** Nothing answers at the address. */
export class RedisUnreachableError extends EngineError {
  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: { cause?: unknown }) {
    super('UNAVAILABLE', message, details, options);
  }
}

/** Redis was connected and has not answered for longer than `commandDeadlineMs`. The call may have been applied. */
export class StoreUnavailableError extends EngineError {
  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: { cause?: unknown }) {
    super('UNAVAILABLE', message, details, options);
  }
}

/** The store was closed. */
export class StoreClosedError extends EngineError {
  constructor() {
    super('CANCELLED', 'The connection to Redis has been closed.');
  }
}

const TRANSIENT_REPLIES =
  /^(LOADING|READONLY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|MOVED|ASK|BUSY|UNBLOCKED|NOREPLICAS|FAILOVER|UNKILLABLE)\b/;
const TRANSIENT_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);
const TRANSIENT_MESSAGES =
  /Connection is closed|max retries per request|Cluster isn't ready|Failed to refresh slots|None of startup nodes|Too many Cluster redirections|Command aborted|Stream isn't writeable|Command timed out|All sentinels are unreachable/i;

/** Whether the same call may succeed a moment later: the connection broke, or the server is not ready to answer. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && TRANSIENT_CODES.has(code)) return true;
  return TRANSIENT_REPLIES.test(error.message) || TRANSIENT_MESSAGES.test(error.message);
}
