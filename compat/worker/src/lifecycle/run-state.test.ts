import { setTimeout as delay } from 'node:timers/promises';
import { IllegalStateError } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { FakeEngineWorker, recordingLogger } from '../../test/support/fakes';
import { GracefulShutdownPeriodExpiredError } from '../errors';
import { RunState, type ShutdownTimes } from './run-state';

function setUp(times: ShutdownTimes = { shutdownGraceTimeMs: 0 }) {
  const logger = recordingLogger();
  const callbacks = new Set<() => void>();
  const signals = {
    registerShutdownSignalCallback: (callback: () => void) => void callbacks.add(callback),
    deregisterShutdownSignalCallback: (callback: () => void) => void callbacks.delete(callback),
  };
  const worker = new FakeEngineWorker({} as never);
  const state = new RunState(times, signals, logger);
  const states = () => logger.lines.filter((l) => l.message === 'Worker state changed').map((l) => l.meta?.state);
  return { state, worker, callbacks, states };
}

describe('a worker', () => {
  it('goes through its states in order', async () => {
    const { state, worker, states, callbacks } = setUp();
    const running = state.run(worker);
    state.shutdown();
    await running;
    expect(states()).toEqual(['RUNNING', 'STOPPING', 'DRAINING', 'DRAINED', 'STOPPED']);
    expect(callbacks.size).toBe(0);
  });

  it('runs once', async () => {
    const { state, worker } = setUp();
    const running = state.run(worker);
    await expect(state.run(worker)).rejects.toThrow(new IllegalStateError('Poller was already started'));
    state.shutdown();
    await running;
    await expect(state.run(worker)).rejects.toThrow('Poller was already started');
  });

  it('is shut down only while it runs', async () => {
    const { state, worker } = setUp();
    expect(() => state.shutdown()).toThrow(new IllegalStateError('Not running. Current state: INITIALIZED'));
    const running = state.run(worker);
    state.shutdown();
    expect(() => state.shutdown()).toThrow('Not running. Current state: DRAINING');
    await running;
  });

  it('cancels activities after the grace time, not before', async () => {
    const { state, worker } = setUp({ shutdownGraceTimeMs: 30 });
    worker.busy = true;
    const running = state.run(worker);
    state.shutdown();
    await delay(5);
    expect(worker.cancelledWith).toEqual([]);
    await delay(40);
    expect(worker.cancelledWith).toEqual(['WORKER_SHUTDOWN']);
    worker.finish();
    await running;
  });

  it('fails when something still runs after the force time', async () => {
    const { state, worker } = setUp({ shutdownGraceTimeMs: 0, shutdownForceTimeMs: 10 });
    worker.busy = true;
    const running = state.run(worker);
    state.shutdown();
    await expect(running).rejects.toThrow(GracefulShutdownPeriodExpiredError);
    await expect(running).rejects.toThrow('Timed out while waiting for worker to shutdown gracefully');
    expect(state.current).toBe('FAILED');
  });

  it('fails with the error of its engine', async () => {
    const { state, worker } = setUp();
    const running = state.run(worker);
    worker.fail(new Error('gone'));
    await expect(running).rejects.toThrow('gone');
    expect(state.current).toBe('FAILED');
  });

  it('is shut down by a signal', async () => {
    const { state, worker, callbacks } = setUp();
    const running = state.run(worker);
    for (const callback of callbacks) callback();
    await running;
    expect(state.current).toBe('STOPPED');
  });
});
