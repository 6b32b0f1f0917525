import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CombinedWorkerRunError, PromiseCompletionTimeoutError } from '../errors';
import { runUntil } from './run-until';

function fakeWorker() {
  let end: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const running = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { run: () => running, shutdownIfRunning: () => end(), end: () => end(), fail: (error: Error) => fail(error) };
}

describe('runUntil', () => {
  it('answers what the function answers, after the worker has stopped', async () => {
    expect(await runUntil(fakeWorker(), async () => 42, 0)).toBe(42);
    expect(await runUntil(fakeWorker(), Promise.resolve('x'), 0)).toBe('x');
  });

  it('throws what the function throws, synchronously too', async () => {
    await expect(runUntil(fakeWorker(), Promise.reject(new Error('inner')), 0)).rejects.toThrow('inner');
    const throwing = () => {
      throw new Error('at once');
    };
    await expect(runUntil(fakeWorker(), throwing, 0)).rejects.toThrow('at once');
  });

  it('throws the error of the worker when the promise resolves', async () => {
    const worker = fakeWorker();
    const result = runUntil(worker, delay(5, 1), 100);
    worker.fail(new Error('worker'));
    await expect(result).rejects.toThrow('worker');
  });

  it('gives up on a promise that is still pending when the worker has stopped', async () => {
    const worker = fakeWorker();
    const result = runUntil(worker, new Promise(() => undefined), 5);
    worker.end();
    await expect(result).rejects.toThrow(PromiseCompletionTimeoutError);
    await expect(result).rejects.toThrow('Promise did not resolve within 5ms after Worker completed shutdown');
  });

  it('throws both errors together', async () => {
    const worker = fakeWorker();
    worker.fail(new Error('worker'));
    const error: unknown = await runUntil(worker, Promise.reject(new Error('inner')), 100).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(CombinedWorkerRunError);
    expect(error).toMatchObject({
      message: 'Worker terminated with fatal error in `runUntil`',
      cause: { workerError: { message: 'worker' }, innerError: { message: 'inner' } },
    });
  });
});
