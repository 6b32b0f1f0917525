import { CancellationScope } from './cancellation-scope';

/**
 * A promise that is settled from outside, through its `resolve` and `reject`. Made inside a cancellable scope, it is
 * rejected when that scope is cancelled. Its rejection is never an unhandled one.
 */
export class Trigger<T> implements PromiseLike<T> {
  readonly resolve: (value: T | PromiseLike<T>) => void;
  readonly reject: (reason?: unknown) => void;
  protected readonly promise: Promise<T>;

  constructor() {
    let settle!: Pick<Trigger<T>, 'resolve' | 'reject'>;
    this.promise = new Promise<T>((resolve, reject) => {
      settle = { resolve, reject };
    });
    this.resolve = settle.resolve;
    this.reject = settle.reject;
    const scope = CancellationScope.current();
    if (scope.cancellable) scope.cancelRequested.catch(this.reject);
    this.promise.catch(() => undefined);
  }

  then<TResult1 = T, TResult2 = never>(
    onfulfilled?: ((value: T) => TResult1 | PromiseLike<TResult1>) | null,
    onrejected?: ((reason: unknown) => TResult2 | PromiseLike<TResult2>) | null,
  ): PromiseLike<TResult1 | TResult2> {
    return this.promise.then(onfulfilled, onrejected);
  }
}
