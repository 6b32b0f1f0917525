/** The first connection: one attempt, within a time, and an error that says which setting to look at. */
import type { Client } from './clients';
import { RedisAuthenticationError, RedisClusterModeError, RedisUnreachableError } from './errors';

/** Resolves when the client is ready. One that cannot be connected is left to its owner. */
export async function connectClient(client: Client, address: string, timeoutMs: number): Promise<void> {
  if (client.status === 'ready') return;
  let lastError: unknown;
  const keep = (error: unknown): void => void (lastError = error);
  client.on('error', keep);
  try {
    await within(timeoutMs, client.status === 'wait' ? client.connect() : ready(client));
  } catch (error) {
    throw connectError(lastError ?? error, address, error instanceof NoAnswer ? timeoutMs : undefined);
  } finally {
    client.off('error', keep);
  }
}

/** A given client may be on its way already. */
function ready(client: Client): Promise<void> {
  return new Promise((resolve, reject) => {
    client.on('ready', resolve);
    client.on('end', () => reject(new Error('Connection is closed.')));
  });
}

class NoAnswer extends Error {}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer('no answer')), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The reply or system error of a failed connection as one of ours; `timeoutMs` if it was waited for so long. */
export function connectError(cause: unknown, address: string, timeoutMs?: number): Error {
  const message = deepestMessage(cause);
  const details = { address, reply: message };
  if (/NOAUTH|no password|without any password/i.test(message)) {
    return new RedisAuthenticationError(
      `Redis at ${address} wants a password. Put it into the URL (redis://user:password@host:6379) or the option "password".`,
      details,
      { cause },
    );
  }
  if (/WRONGPASS|invalid password|invalid username/i.test(message)) {
    return new RedisAuthenticationError(
      `Redis at ${address} does not accept this user and password. Check both in the URL or in the options "username" and "password".`,
      details,
      { cause },
    );
  }
  if (/cluster support disabled/i.test(message)) {
    return new RedisClusterModeError(
      `Redis at ${address} is no cluster. Pass its address instead of { nodes }: redis: 'redis://host:6379'.`,
      details,
      { cause },
    );
  }
  const waited = timeoutMs === undefined ? '' : ` within ${timeoutMs} ms`;
  return new RedisUnreachableError(
    `Cannot reach Redis at ${address}${waited}: ${message}. Check the option "redis" (or PERDURE_REDIS_URL), and that the server runs and accepts connections from here.`,
    details,
    { cause },
  );
}

/** Cluster wraps what its nodes said. */
function deepestMessage(error: unknown): string {
  const inner = (error as { lastNodeError?: unknown } | undefined)?.lastNodeError;
  if (inner !== undefined) return deepestMessage(inner);
  if (error instanceof AggregateError && error.errors.length > 0) return deepestMessage(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
