import { CancelledFailure, type Duration } from '@temporalio/common';
import { msOptionalToNumber } from '@temporalio/common/lib/time';
import { AsyncLocalStorage } from './async-context';
import { SdkFlags } from './flags';
import { requireRun } from './runtime/current';

export { AsyncLocalStorage } from './async-context';

const NO_PARENT = Symbol('NO_PARENT');

/** How a scope is made. */
export interface CancellationScopeOptions {
  /** Cancels the scope when this time has passed and its function has not ended. */
  timeout?: Duration;
  /** False shields what runs inside from the cancellation of outer scopes. Default true. */
  cancellable: boolean;
  /** Scope to link to. Default: the current one. */
  parent?: CancellationScope | typeof NO_PARENT;
}

const swallow = (): void => undefined;

/**
 * A part of a workflow that is cancelled as one: timers, activities, children and waits begun inside belong to it.
 *
 * Cancelling is idempotent and reaches cancellable scopes inside; operations begun in a cancelled scope are rejected
 * without being scheduled.
 */
export class CancellationScope {
  protected readonly timeout?: number;
  readonly cancellable: boolean;
  /** The scope this one is linked to; undefined for the outermost one. */
  readonly parent?: CancellationScope;
  /** Rejected with a `CancelledFailure` when cancellation is requested, even of a scope that shields its inside. */
  readonly cancelRequested: Promise<never>;
  readonly #rejectRequested: (reason: unknown) => void;
  #requested = false;

  constructor(options?: CancellationScopeOptions) {
    this.timeout = msOptionalToNumber(options?.timeout);
    this.cancellable = options?.cancellable ?? true;
    let rejectRequested!: (reason: unknown) => void;
    this.cancelRequested = new Promise<never>((_resolve, reject) => {
      rejectRequested = reject;
    });
    this.#rejectRequested = rejectRequested;
    this.cancelRequested.catch(swallow);
    if (options?.parent === NO_PARENT) return;
    this.parent = options?.parent ?? CancellationScope.current();
    this.#follow(this.parent);
  }

  /** True when operations begun here are refused: cancellation was requested, and this scope heeds it. */
  get consideredCancelled(): boolean {
    return this.#requested && this.cancellable;
  }

  /** Runs a function inside the scope. */
  run<T>(fn: () => Promise<T>): Promise<T> {
    return storage.run(this, () => this.runInContext(fn));
  }

  /** Requests cancellation of this scope and of the cancellable scopes inside. */
  cancel(): void {
    this.reject(new CancelledFailure('Cancellation scope cancelled'));
  }

  protected readonly reject = (reason?: unknown): void => {
    this.#requested = true;
    this.#rejectRequested(reason);
  };

  protected async runInContext<T>(fn: () => Promise<T>): Promise<T> {
    const timer = this.timeout ? this.#armTimeout(this.timeout) : undefined;
    try {
      return await fn();
    } finally {
      if (timer !== undefined && !timer.consideredCancelled && shields()) timer.cancel();
    }
  }

  #armTimeout(timeoutMs: number): CancellationScope {
    const timer = new CancellationScope();
    timer.run(() => requireRun('Workflow uninitialized').sleep(timeoutMs)).then(() => this.cancel(), swallow);
    return timer;
  }

  /** A shielding parent passes nothing on: what is inside of it goes on when it is cancelled. */
  #follow(parent: CancellationScope): void {
    if (!parent.cancellable) return this.#followShield(parent);
    this.#requested = parent.#requested;
    parent.cancelRequested.catch(this.reject);
  }

  /** In histories from before flag 1 a shield let cancellation through to the scopes inside. */
  #followShield(parent: CancellationScope): void {
    if (parent.#requested && !shields()) this.#requested = true;
    parent.cancelRequested.catch((reason: unknown) => {
      if (!shields()) this.reject(reason);
    });
  }

  /** The scope that the calling code runs in: the innermost one, or the workflow's own. */
  static current(): CancellationScope {
    return storage.getStore() ?? requireRun('Workflow uninitialized').rootScope;
  }

  /** Runs a function in a scope of its own. */
  static cancellable<T>(fn: () => Promise<T>): Promise<T> {
    return new this({ cancellable: true }).run(fn);
  }

  /** Runs a function that goes on when outer scopes are cancelled. For cleaning up. */
  static nonCancellable<T>(fn: () => Promise<T>): Promise<T> {
    return new this({ cancellable: false }).run(fn);
  }

  /** Runs a function in a scope that is cancelled when the time has passed. */
  static withTimeout<T>(timeout: Duration, fn: () => Promise<T>): Promise<T> {
    return new this({ cancellable: true, timeout }).run(fn);
  }
}

/** Whether scopes behave as they do since flag 1. */
function shields(): boolean {
  return requireRun('Workflow uninitialized').hasFlag(SdkFlags.NonCancellableScopesAreShieldedFromPropagation);
}

const storage = new AsyncLocalStorage<CancellationScope | undefined>();

/** Runs host code that must not see a scope of whoever happens to call. */
export function outsideScopes<T>(fn: () => T): T {
  return storage.run(undefined, fn);
}

/** The scope of the workflow itself: cancelled when cancellation of the workflow is requested. */
export class RootCancellationScope extends CancellationScope {
  constructor() {
    super({ cancellable: true, parent: NO_PARENT });
  }

  override cancel(): void {
    this.reject(new CancelledFailure('Workflow cancelled'));
  }
}
