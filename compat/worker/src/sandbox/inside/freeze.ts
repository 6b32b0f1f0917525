/**
 * Freezes a value and the plain objects below it. Functions are frozen themselves, neither their statics' insides
 * nor any prototype: libraries that patch prototypes while they load (dayjs, moment) keep working.
 */
export function deepFreeze(value: unknown, seen = new Set<object>()): void {
  if (!isObject(value) || seen.has(value)) return;
  seen.add(value);
  if (typeof value === 'object' && !Object.isFrozen(value)) {
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
      if (descriptor && 'value' in descriptor) deepFreeze(descriptor.value, seen);
    }
  }
  tryFreeze(value);
}

/** Freezes the values of all globals, except the global object itself. */
export function freezeGlobals(): void {
  const seen = new Set<object>([globalThis]);
  for (const key of Reflect.ownKeys(globalThis)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(globalThis, key);
    if (descriptor && 'value' in descriptor) deepFreeze(descriptor.value, seen);
  }
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

function tryFreeze(value: object): void {
  try {
    Object.freeze(value);
  } catch {
    // Views on buffers cannot be frozen.
  }
}
