import type { Worker } from '../worker';
import type { ReplayWorkerOptions, WorkerOptions } from './worker-options';

/**
 * Changes a worker from outside: its options, and what happens around `run()`.
 * @experimental
 */
export interface WorkerPlugin {
  get name(): string;
  configureWorker?(options: WorkerOptions): WorkerOptions | Promise<WorkerOptions>;
  configureReplayWorker?(options: ReplayWorkerOptions): ReplayWorkerOptions | Promise<ReplayWorkerOptions>;
  runWorker?(worker: Worker, next: (w: Worker) => Promise<void>): Promise<void>;
}
