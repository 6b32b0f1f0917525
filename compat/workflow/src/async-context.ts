/** What workflow code and this package use of Node's AsyncLocalStorage. */
export interface AsyncContext<T> {
  getStore(): T | undefined;
  run<R, A extends unknown[]>(store: T, fn: (...args: A) => R, ...args: A): R;
  exit<R, A extends unknown[]>(fn: (...args: A) => R, ...args: A): R;
  enterWith(store: T): void;
  disable(): void;
}

type AsyncContextClass = new <T>() => AsyncContext<T>;

/** Where a host that shares its realm with other code leaves the class: a global of that name would be seen by all. */
const HOSTED = Symbol.for('perdure.async-local-storage.1');

interface Holder {
  readonly AsyncLocalStorage?: AsyncContextClass;
  readonly [HOSTED]?: AsyncContextClass;
}

const provided = (): AsyncContextClass | undefined => {
  const { AsyncLocalStorage, [HOSTED]: hosted } = globalThis as Holder;
  return AsyncLocalStorage ?? hosted;
};

/** Stands in where the class is not there yet (a client imports workflow files for their types): found at first use. */
class LateAsyncLocalStorage<T> implements AsyncContext<T> {
  #inner: AsyncContext<T> | undefined;

  #open(): AsyncContext<T> | undefined {
    const Provided = provided();
    if (this.#inner === undefined && Provided !== undefined) this.#inner = new Provided<T>();
    return this.#inner;
  }

  getStore(): T | undefined {
    return this.#open()?.getStore();
  }
  run<R, A extends unknown[]>(store: T, fn: (...args: A) => R, ...args: A): R {
    return this.#needed().run(store, fn, ...args);
  }
  exit<R, A extends unknown[]>(fn: (...args: A) => R, ...args: A): R {
    return this.#needed().exit(fn, ...args);
  }
  enterWith(store: T): void {
    this.#needed().enterWith(store);
  }
  disable(): void {
    this.#inner?.disable();
  }

  #needed(): AsyncContext<T> {
    const inner = this.#open();
    if (inner === undefined) throw new Error('AsyncLocalStorage is available while a workflow runs');
    return inner;
  }
}

/**
 * Node's AsyncLocalStorage, as workflows see it: a value that follows the awaits of one line of execution.
 *
 * It is handed in by the host; outside of a workflow an instance can be made, and throws when it is used.
 */
export const AsyncLocalStorage: AsyncContextClass = provided() ?? LateAsyncLocalStorage;
