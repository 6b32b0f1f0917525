/**
 * Owns one worker thread. It does not know runs: it sends requests, counts them, and tells the listener when the
 * thread has died and which request it was running.
 *
 * 1. `onDeath` is called once, and no reply is delivered after it.
 * 2. Time is counted in ticks of the host, not by a clock: neither a suspended machine nor a blocked main thread
 *    makes an activation look long.
 */
import { join } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Failure } from '@perdure/engine';
import { SandboxStartError } from './errors';
import type { DriverSettings } from './inside/driver';
import type { Lane, LaneDeath, LaneListener } from './lane';
import { packRequests, type ThreadData, type ThreadMessage } from './protocol';

/** Ticks within the activation limit. */
export const TICKS_PER_LIMIT = 8;

export interface ThreadLaneOptions {
  /** The bundle. The thread starts while it is being made. */
  readonly code: Promise<string>;
  readonly settings: DriverSettings;
  readonly activationTimeoutMs: number;
  readonly resourceLimits?: ResourceLimits;
}

export function createThreadLane(options: ThreadLaneOptions, listener: LaneListener): Lane {
  const meter = new SharedArrayBuffer(4);
  const cell = new Int32Array(meter);
  const workerData: ThreadData = { settings: options.settings, meter };
  const worker = new Worker(join(__dirname, 'thread.js'), {
    workerData,
    name: 'perdure-workflows',
    resourceLimits: options.resourceLimits,
    // Loaders of the application (tsx, require hooks) have nothing to do there and cost a fifth of a second.
    execArgv: [],
  });
  const overdue = overdueCounter(cell);
  let state: 'starting' | 'running' | 'dead' = 'starting';

  const die = (death: LaneDeath) => {
    if (state === 'dead') return;
    state = 'dead';
    void worker.terminate();
    listener.onDeath(death);
  };

  const ready = new Promise<void>((resolve, reject) => {
    options.code.then((code) => worker.postMessage(code), reject);
    worker.on('message', (message: ThreadMessage) => {
      if (state === 'dead') return;
      if (Array.isArray(message)) return listener.onReplies(message);
      if ('startError' in message) return reject(new SandboxStartError(message.startError));
      state = 'running';
      resolve();
    });
    worker.on('error', (error: Error) => {
      reject(new SandboxStartError(`A workflow thread could not start: ${error.message}`, { cause: error }));
      die({ requestNumber: Atomics.load(cell, 0), failure: deathFailure(error, options.resourceLimits) });
    });
    worker.on('exit', (code) => {
      const error = new Error(`it exited with code ${code}`);
      reject(new SandboxStartError(`A workflow thread could not start: ${error.message}`));
      die({ requestNumber: Atomics.load(cell, 0), failure: deathFailure(error, undefined) });
    });
  });

  return {
    ready,
    send: (requests) => worker.postMessage(packRequests(requests)),
    tick() {
      const requestNumber = overdue();
      if (requestNumber > 0) die({ requestNumber, failure: overdueFailure(options.activationTimeoutMs) });
    },
    async close() {
      state = 'dead';
      await worker.terminate();
    },
  };
}

/** Answers the number of a request that has been running for all ticks of the limit, else 0. */
function overdueCounter(cell: Int32Array): () => number {
  let seen = 0;
  let ticks = 0;
  return () => {
    const now = Atomics.load(cell, 0);
    ticks = now !== 0 && now === seen ? ticks + 1 : 0;
    seen = now;
    return ticks >= TICKS_PER_LIMIT ? now : 0;
  };
}

function overdueFailure(limitMs: number): Failure {
  return {
    message:
      `Workflow code blocked the thread for more than ${limitMs / 1000} s: an endless loop, ` +
      'or heavy computation that belongs in an activity',
    source: 'TypeScriptSDK',
    info: { kind: 'application', type: 'WorkflowDeadlockError' },
  };
}

function deathFailure(error: Error, limits: ResourceLimits | undefined): Failure {
  const outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  const limit = limits?.maxOldGenerationSizeMb ? ` (limit ${limits.maxOldGenerationSizeMb} MB)` : '';
  return {
    message: outOfMemory
      ? `The workflow thread ran out of memory${limit} while it executed this workflow: its code holds too much data, ` +
        'or maxCachedWorkflows is too high for the heap'
      : `The workflow thread ended unexpectedly while it executed this workflow: ${error.message}`,
    source: 'TypeScriptSDK',
    info: { kind: 'application', type: outOfMemory ? 'WorkflowOutOfMemoryError' : 'WorkflowThreadError' },
  };
}
