import { ActivityCancellationDetails, CancelledFailure, IllegalStateError, noopMetricMeter } from '@temporalio/common';
import * as original from '@temporalio/activity';
import { describe, expect, it, vi } from 'vitest';
import * as activity from './index';

const logger = { log: vi.fn(), trace: vi.fn(), debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const info = { activityId: '7', activityType: 'charge', attempt: 2 } as activity.Info;

function makeContext() {
  const abort = new AbortController();
  const beats: unknown[] = [];
  let reject: (error: Error) => void = () => undefined;
  const cancelled = new Promise<never>((_resolve, no) => (reject = no));
  cancelled.catch(() => undefined);
  const holder: { details?: ActivityCancellationDetails } = {};
  const context = new activity.Context(
    info,
    cancelled,
    abort.signal,
    (details) => beats.push(details),
    undefined,
    logger,
    noopMetricMeter,
    holder,
  );
  const cancel = () => {
    const error = new CancelledFailure('CANCELLED');
    holder.details = new ActivityCancellationDetails({ cancelRequested: true });
    abort.abort(error);
    reject(error);
  };
  return { context, beats, cancel };
}

describe('the activity context', () => {
  it('is an error to ask for outside of an activity', () => {
    expect(() => activity.Context.current()).toThrow(new Error('Activity context not initialized'));
    expect(() => activity.activityInfo()).toThrow('Activity context not initialized');
  });

  it('is found by the functions of the package, after awaits too', async () => {
    const { context, beats } = makeContext();
    await activity.asyncLocalStorage.run(context, async () => {
      await Promise.resolve();
      expect(activity.activityInfo()).toBe(info);
      activity.heartbeat({ done: 3 });
      activity.log.info('half way', { n: 1 });
      expect(activity.cancellationSignal().aborted).toBe(false);
      expect(activity.cancellationDetails()).toBeUndefined();
    });
    expect(beats).toEqual([{ done: 3 }]);
    expect(logger.info).toHaveBeenCalledWith('half way', { n: 1 });
  });

  it('shares its storage with other copies of the package', () => {
    expect((globalThis as Record<symbol, unknown>)[Symbol.for('perdure.activity.1')]).toBe(activity.asyncLocalStorage);
  });

  it('has heartbeat and sleep that work when taken off it', async () => {
    const { context, beats } = makeContext();
    const { heartbeat, sleep } = context;
    heartbeat(1);
    await sleep(1);
    expect(beats).toEqual([1]);
  });

  it('sleep ends with the cancellation, before and while it waits', async () => {
    const { context, cancel } = makeContext();
    const waiting = context.sleep('1 minute');
    cancel();
    await expect(waiting).rejects.toThrow(CancelledFailure);
    await expect(context.sleep(1)).rejects.toThrow(CancelledFailure);
    await expect(context.cancelled).rejects.toThrow(CancelledFailure);
    expect(context.cancellationDetails?.cancelRequested).toBe(true);
  });

  it('has no client in a test environment without one', () => {
    const { context } = makeContext();
    activity.asyncLocalStorage.run(context, () => {
      expect(() => activity.getClient()).toThrow(IllegalStateError);
      expect(() => activity.getClient()).toThrow(/MockActivityEnvironment that was created without a Client/);
    });
  });
});

it('setActivityOptions attaches the options to the function', () => {
  const fn = async () => undefined;
  activity.setActivityOptions({}, fn);
  expect(fn).toHaveProperty('activityDefinitionOptions', {});
});

it('exports the names of @temporalio/activity', () => {
  expect(Object.keys(activity).sort()).toEqual(Object.keys(original).sort());
});
