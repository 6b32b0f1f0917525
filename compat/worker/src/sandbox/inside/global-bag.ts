/**
 * Owns what a run has changed on the global object. Invariants:
 * 1. Between two runs the global object is as it was when the sandbox was ready.
 * 2. A run finds its own changes again at its next activation.
 * Properties that a run made non-configurable cannot be taken out; they stay for the life of the thread.
 */
export interface GlobalBag {
  readonly changed: ReadonlyMap<PropertyKey, PropertyDescriptor>;
  readonly deleted: readonly PropertyKey[];
}

export interface GlobalKeeper {
  /** Symbol keys do not show on the host's side of the context; this answers whether a run has added some. */
  hasNewSymbols(): boolean;
  /** Restores the initial state and returns what was different. */
  takeOut(): GlobalBag;
  putBack(bag: GlobalBag): void;
}

/** Remembers the present global object as the initial state. */
export function keepGlobals(): GlobalKeeper {
  const pristine = ownDescriptors();
  const symbolCount = Object.getOwnPropertySymbols(globalThis).length;
  return {
    hasNewSymbols: () => Object.getOwnPropertySymbols(globalThis).length !== symbolCount,
    takeOut() {
      const now = ownDescriptors();
      const changed = new Map([...now].filter(([key, found]) => !isSame(found, pristine.get(key))));
      const deleted = [...pristine.keys()].filter((key) => !now.has(key));
      for (const key of [...changed.keys(), ...deleted]) restore(key, pristine.get(key));
      return { changed, deleted };
    },
    putBack(bag) {
      for (const [key, descriptor] of bag.changed) Reflect.defineProperty(globalThis, key, descriptor);
      for (const key of bag.deleted) Reflect.deleteProperty(globalThis, key);
    },
  };
}

function ownDescriptors(): Map<PropertyKey, PropertyDescriptor> {
  const found = new Map<PropertyKey, PropertyDescriptor>();
  for (const key of Reflect.ownKeys(globalThis)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(globalThis, key);
    if (descriptor) found.set(key, descriptor);
  }
  return found;
}

function isSame(a: PropertyDescriptor, b: PropertyDescriptor | undefined): boolean {
  return b !== undefined && Object.is(a.value, b.value) && a.get === b.get && a.set === b.set;
}

function restore(key: PropertyKey, initial: PropertyDescriptor | undefined): void {
  Reflect.deleteProperty(globalThis, key);
  if (initial) Reflect.defineProperty(globalThis, key, initial);
}
