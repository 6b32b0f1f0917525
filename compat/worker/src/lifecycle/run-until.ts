import { CombinedWorkerRunError, PromiseCompletionTimeoutError } from '../errors';

/** What `runUntil` needs of a worker. */
export interface RunnableWorker {
  run(): Promise<void>;
  /** Shuts down when running; nothing otherwise. */
  shutdownIfRunning(): void;
}

type Settled<R> = { ok: true; value: R } | { ok: false; error: unknown };

/**
 * Runs the worker until the function or promise settles, and answers what it answered. Waits for both; once the worker
 * has stopped, the rest gets `timeoutMs`.
 */
export async function runUntil<R>(
  worker: RunnableWorker,
  fnOrPromise: Promise<R> | (() => Promise<R>),
  timeoutMs: number,
): Promise<R> {
  const running = settle(worker.run());
  const inner = settle(start(fnOrPromise));
  let innerResult: Settled<R> | undefined;
  const innerDone = inner.then((result) => {
    innerResult = result;
    worker.shutdownIfRunning();
  });
  const workerResult = await running;
  if (innerResult === undefined && timeoutMs > 0) await within(innerDone, timeoutMs);
  return answer(workerResult, innerResult ?? timedOut(timeoutMs));
}

async function start<R>(fnOrPromise: Promise<R> | (() => Promise<R>)): Promise<R> {
  return await (typeof fnOrPromise === 'function' ? fnOrPromise() : fnOrPromise);
}

function settle<T>(promise: Promise<T>): Promise<Settled<T>> {
  return promise.then(
    (value) => ({ ok: true, value }),
    (error: unknown) => ({ ok: false, error }),
  );
}

function answer<R>(worker: Settled<void>, inner: Settled<R>): R {
  if (worker.ok && inner.ok) return inner.value;
  if (worker.ok && !inner.ok) throw inner.error;
  if (!worker.ok && inner.ok) throw worker.error;
  const cause = { workerError: (worker as { error: unknown }).error, innerError: (inner as { error: unknown }).error };
  throw new CombinedWorkerRunError('Worker terminated with fatal error in `runUntil`', { cause });
}

function timedOut(timeoutMs: number): Settled<never> {
  const message = `Promise did not resolve within ${timeoutMs}ms after Worker completed shutdown`;
  return { ok: false, error: new PromiseCompletionTimeoutError(message) };
}

async function within(promise: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([promise, elapsed]);
  clearTimeout(timer);
}
