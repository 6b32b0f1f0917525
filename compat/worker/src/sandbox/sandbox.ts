/**
 * Owns one context and the order of entries into it. An activation is `start` (jobs, microtasks, conditions until
 * quiet) and later `finish` (the result). In between, the caller lets Node report unhandled rejections.
 *
 * 1. Every entry goes through a Script: the context's microtasks have drained when it returns.
 * 2. When a method returns, no run is current and the global object is in its initial state.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import vm from 'node:vm';
import type { Failure } from '@perdure/engine';
import type { BundleText } from './bundle-text';
import { createSandboxContext, type SandboxContext } from './context';
import { lostFailure } from './lost';
import type { Concluded, Driver, DriverSettings } from './inside/driver';

/** What one activation gave: the result as JSON, sink calls beside it because their arguments may be any data. */
export interface Reply {
  readonly json: string;
  readonly sinkCalls?: readonly unknown[];
}

export class Sandbox {
  readonly #context: vm.Context;
  readonly #driver: Driver;
  readonly #globals: Record<string, unknown>;
  /** Names the run in whose entry a promise was made. */
  readonly #owner = new AsyncLocalStorage<string>();
  readonly #script = new vm.Script('__perdure_enter()', { filename: 'perdure-enter' });
  readonly #run = (): void => void this.#script.runInContext(this.#context);
  readonly #broken = new Map<string, Failure>();
  #baseline: readonly (readonly [string, unknown])[];

  constructor(bundle: BundleText, settings: DriverSettings) {
    const { context, driver, globals }: SandboxContext = createSandboxContext(bundle, settings);
    this.#context = context;
    this.#driver = driver;
    this.#globals = globals;
    this.#baseline = ownEntries(globals);
  }

  /** Run whose code made the promise that is being reported; valid inside an `unhandledRejection` listener. */
  get rejectingRun(): string | undefined {
    return this.#owner.getStore();
  }

  start(runId: string, activation: string): void {
    this.#broken.delete(runId);
    try {
      if (!this.#enter(runId, this.#driver.begin, runId, activation)) this.#broken.set(runId, lostFailure(runId));
      else while ((this.#enter(runId, this.#driver.unblock) as number) > 0);
    } catch (error) {
      this.#broken.set(runId, escapedFailure(error));
    } finally {
      this.#leave();
    }
  }

  finish(runId: string): Reply {
    const broken = this.#broken.get(runId);
    if (broken) {
      this.#broken.delete(runId);
      return { json: failedJson(broken) };
    }
    try {
      return this.#enter(runId, this.#driver.conclude, runId) as Concluded;
    } catch (error) {
      return { json: failedJson(escapedFailure(error)) };
    } finally {
      this.#leave();
    }
  }

  /** Tells a run that nobody handled a rejection of its; its next result will be a failure. */
  reject(runId: string, reason: unknown): void {
    this.#attempt(runId, this.#driver.reject, runId, reason);
  }

  dispose(runId: string): void {
    this.#broken.delete(runId);
    this.#attempt(runId, this.#driver.dispose, runId);
  }

  #attempt(runId: string, call: (a: never, b: never) => unknown, a?: unknown, b?: unknown): void {
    try {
      this.#enter(runId, call, a, b);
    } catch {
      // The run is going away or its failure is already known: nothing is left to tell.
    } finally {
      this.#leave();
    }
  }

  #enter(runId: string, call: (a: never, b: never) => unknown, a?: unknown, b?: unknown): unknown {
    const slot = this.#driver.slot;
    slot.call = call;
    slot.a = a;
    slot.b = b;
    this.#owner.run(runId, this.#run);
    return slot.result;
  }

  #leave(): void {
    const changed = this.#hasNewKeys() || this.#driver.hasNewSymbols();
    this.#driver.leave(changed);
    // A restored built-in is an own key from now on.
    if (changed) this.#baseline = ownEntries(this.#globals);
  }

  #hasNewKeys(): boolean {
    if (Object.getOwnPropertyNames(this.#globals).length !== this.#baseline.length) return true;
    return this.#baseline.some(([key, value]) => this.#globals[key] !== value);
  }
}

const ownEntries = (object: Record<string, unknown>) =>
  Object.getOwnPropertyNames(object).map((name) => [name, object[name]] as const);

const failedJson = (failure: Failure) => JSON.stringify({ status: 'failed', failure });

/** Stack overflow and the like: errors that even the runtime's own handling could not stop. */
function escapedFailure(error: unknown): Failure {
  const { message, stack, name } = (error ?? {}) as { message?: unknown; stack?: unknown; name?: unknown };
  return {
    message: typeof message === 'string' ? message : String(error),
    source: 'TypeScriptSDK',
    stackTrace: typeof stack === 'string' ? stack : undefined,
    info: { kind: 'application', type: typeof name === 'string' ? name : undefined },
  };
}
