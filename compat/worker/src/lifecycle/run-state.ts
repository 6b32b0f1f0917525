/**
 * Owns the states of a worker (spec 9.25), the grace and force timers of its shutdown, and the signal callback.
 *
 * 1. States only go forward: INITIALIZED, RUNNING, STOPPING, DRAINING, DRAINED, STOPPED; or FAILED.
 * 2. After `shutdown` nothing is polled. After the grace time activities are cancelled. After the force time `run`
 *    rejects although something is still running.
 * 3. No timer and no callback is left behind when `run` has settled.
 */
import { IllegalStateError, type Logger } from '@temporalio/common';
import type { EngineWorker } from '@perdure/engine';
import { GracefulShutdownPeriodExpiredError } from '../errors';
import type { State } from './worker-status';

/** The part of an engine worker that is driven here. */
export type Drivable = Pick<EngineWorker, 'run' | 'stopPolling' | 'cancelActivities'>;

/** Where shutdown signals come from. */
export interface Signals {
  registerShutdownSignalCallback(callback: () => void): void;
  deregisterShutdownSignalCallback(callback: () => void): void;
}

/** How a shutdown goes. */
export interface ShutdownTimes {
  readonly shutdownGraceTimeMs: number;
  readonly shutdownForceTimeMs?: number;
}

export class RunState {
  #state: State = 'INITIALIZED';
  #worker: Drivable | undefined;
  #expire: ((error: Error) => void) | undefined;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #times: ShutdownTimes;
  readonly #signals: Signals;
  readonly #logger: Logger;

  constructor(times: ShutdownTimes, signals: Signals, logger: Logger) {
    this.#times = times;
    this.#signals = signals;
    this.#logger = logger;
  }

  get current(): State {
    return this.#state;
  }

  /** Runs the worker to its end. Throws `IllegalStateError` the second time. */
  async run(worker: Drivable): Promise<void> {
    if (this.#state !== 'INITIALIZED') throw new IllegalStateError('Poller was already started');
    this.#worker = worker;
    this.#enter('RUNNING');
    const expired = new Promise<never>((_resolve, reject) => (this.#expire = reject));
    this.#signals.registerShutdownSignalCallback(this.shutdownIfRunning);
    try {
      await Promise.race([worker.run(), expired]);
      this.#enter('DRAINED');
      this.#enter('STOPPED');
    } catch (error) {
      this.#logger.error('Worker failed', { error });
      this.#enter('FAILED');
      throw error;
    } finally {
      this.#signals.deregisterShutdownSignalCallback(this.shutdownIfRunning);
      for (const timer of this.#timers) clearTimeout(timer);
    }
  }

  /** Begins the shutdown. Throws `IllegalStateError` when not running. */
  shutdown(): void {
    if (this.#state !== 'RUNNING' || this.#worker === undefined) {
      throw new IllegalStateError(`Not running. Current state: ${this.#state}`);
    }
    const worker = this.#worker;
    this.#enter('STOPPING');
    worker.stopPolling();
    this.#enter('DRAINING');
    this.#after(this.#times.shutdownGraceTimeMs, () => worker.cancelActivities('WORKER_SHUTDOWN'));
    if (this.#times.shutdownForceTimeMs !== undefined) this.#after(this.#times.shutdownForceTimeMs, this.#forceEnd);
  }

  /** Begins the shutdown when there is something to shut down. */
  readonly shutdownIfRunning = (): void => {
    if (this.#state === 'RUNNING') this.shutdown();
  };

  readonly #forceEnd = (): void => {
    this.#logger.debug('Shutdown force time expired, terminating worker');
    this.#expire?.(new GracefulShutdownPeriodExpiredError('Timed out while waiting for worker to shutdown gracefully'));
  };

  #after(ms: number, then: () => void): void {
    this.#timers.add(setTimeout(then, ms));
  }

  #enter(state: State): void {
    this.#state = state;
    this.#logger.info('Worker state changed', { state });
  }
}
