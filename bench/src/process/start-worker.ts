import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export interface BenchWorker {
  readonly pid: number;
  /** Process start to polling. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** Starts a worker process and waits until it polls. */
export async function startWorker(url: string, taskQueue: string, cachedRuns = 2_000): Promise<BenchWorker> {
  const child = fork(join(__dirname, 'worker-process.js'), [taskQueue, String(cachedRuns)], {
    env: { ...process.env, PERDURE_REDIS_URL: url },
    stdio: ['ignore', 'ignore', process.env['PERDURE_BENCH_LOGS'] ? 'inherit' : 'pipe', 'ipc'],
  });
  const startMs = await ready(child);
  return {
    pid: child.pid ?? 0,
    startMs,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.send('stop');
      }),
  };
}

function ready(child: ChildProcess): Promise<number> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4_000)));
  return new Promise((resolve, reject) => {
    child.once('message', (message: { startMs: number }) => resolve(message.startMs));
    child.once('exit', (code) => reject(new Error(`The worker process ended with code ${code}.\n${errors}`)));
  });
}
