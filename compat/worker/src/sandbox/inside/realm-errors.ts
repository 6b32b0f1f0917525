/**
 * Runs host code for the sandbox: an error of the host's realm is thrown again as one of the sandbox's own, so
 * that `instanceof TypeError` holds in workflow code.
 */
export function asSandboxErrors<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw toSandboxError(error);
  }
}

/** The sandbox's counterpart of a host error; a value that is no host error comes back as it is. */
export function toSandboxError(error: unknown): unknown {
  if (error instanceof Error || typeof error !== 'object' || error === null) return error;
  const { name, message, code } = error as { name?: unknown; message?: unknown; code?: unknown };
  const own = new (constructorFor(String(name)))(String(message));
  if (code !== undefined) Object.assign(own, { code });
  return own;
}

function constructorFor(name: string): ErrorConstructor {
  if (name === 'TypeError') return TypeError;
  if (name === 'RangeError') return RangeError;
  return Error;
}
