/**
 * A copy of a value as it is now, of what can be sent out of the sandbox: plain data, Map, Set, Date, bytes and errors.
 * Instances lose their class; functions and symbols become text. It never throws: a log line must not break a workflow.
 */
export function snapshot(value: unknown, seen = new Map<object, unknown>()): unknown {
  if (typeof value === 'function') return `[Function: ${value.name || 'anonymous'}]`;
  if (typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  try {
    return copyObject(value, seen);
  } catch {
    return `[${Object.prototype.toString.call(value)} that cannot be read]`;
  }
}

type Seen = Map<object, unknown>;

function copyObject(value: object, seen: Seen): unknown {
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind === 'Error' || value instanceof Error) return copyError(value as Error, seen);
  if (kind === 'Date') return new Date((value as Date).getTime());
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  if (Array.isArray(value))
    return remember(value, [] as unknown[], seen, (copy) => value.forEach((v) => copy.push(snapshot(v, seen))));
  if (kind === 'Map') {
    const entries = [...(value as Map<unknown, unknown>)];
    return remember(value, new Map<unknown, unknown>(), seen, (copy) =>
      entries.forEach(([k, v]) => copy.set(snapshot(k, seen), snapshot(v, seen))),
    );
  }
  if (kind === 'Set') {
    const members = [...(value as Set<unknown>)];
    return remember(value, new Set<unknown>(), seen, (copy) => members.forEach((v) => copy.add(snapshot(v, seen))));
  }
  return remember(value, {}, seen, (copy) => copyFields(value, copy, seen));
}

function copyError(error: Error, seen: Seen): Error {
  return remember(error, new Error(error.message), seen, (copy) => {
    copy.name = error.name;
    copy.stack = error.stack;
    if (error.cause !== undefined) copy.cause = snapshot(error.cause, seen);
  });
}

function copyFields(value: object, copy: Record<string, unknown>, seen: Seen): void {
  for (const [key, field] of Object.entries(value)) copy[key] = snapshot(field, seen);
}

/** Known before it is filled: what refers to itself refers to its copy. */
function remember<T extends object>(value: object, copy: T, seen: Seen, fill: (copy: T) => void): T {
  seen.set(value, copy);
  fill(copy);
  return copy;
}
