import { describe, expect, test } from 'vitest';
import * as wf from '../src/index';
import { Driver, cancel, completed, fireTimer, signal } from './harness';

const stop = wf.defineSignal('stop');

describe('cancelling the workflow', () => {
  test('rejects timers at once, and ends the run as cancelled', async () => {
    const driver = new Driver(() => wf.sleep('1 hour'));
    await driver.start();
    const outcome = await driver.activate([cancel]);
    expect(outcome.commands).toEqual([{ kind: 'cancelTimer', seq: 1 }, { kind: 'cancelWorkflow' }]);
    expect(outcome.logged('debug')).toContain('Workflow completed as cancelled');
  });

  test('that the code swallows lets it complete', async () => {
    const driver = new Driver(() => wf.sleep('1 hour').catch((error: Error) => error.message));
    await driver.start();
    expect((await driver.activate([cancel])).result).toBe('Workflow cancelled');
  });

  test('requests the cancellation of an activity, and waits for the answer', async () => {
    const driver = new Driver(() => wf.scheduleActivity('act', [], { startToCloseTimeout: 1000 }));
    expect((await driver.start()).one('scheduleActivity').cancellationType).toBe('TRY_CANCEL');
    expect((await driver.activate([cancel])).commands).toEqual([{ kind: 'requestCancelActivity', seq: 1 }]);
    const failure = {
      message: 'Activity cancelled',
      info: { kind: 'activity', activityType: 'act', activityId: '1', retryState: 'CANCEL_REQUESTED' },
      cause: { message: '', info: { kind: 'canceled' } },
    } as const;
    const answer = { kind: 'resolveActivity', seq: 1, resolution: { status: 'cancelled', failure } } as const;
    expect((await driver.activate([answer])).kinds).toEqual(['cancelWorkflow']);
  });

  test('with the start: new operations are rejected without being scheduled', async () => {
    const outcome = await new Driver(() => wf.sleep(1)).start([], [cancel]);
    expect(outcome.kinds).toEqual(['cancelWorkflow']);
  });

  test('does not reach what a nonCancellable scope holds, which still hears of it', async () => {
    const heard: string[] = [];
    const main = async () => {
      const scope = new wf.CancellationScope({ cancellable: false });
      scope.cancelRequested.catch((error: Error) => heard.push(error.message));
      await scope.run(() => wf.CancellationScope.cancellable(() => wf.sleep(10)));
      return scope.consideredCancelled;
    };
    const driver = new Driver(main);
    await driver.start();
    expect((await driver.activate([cancel])).kinds).toEqual([]);
    expect(heard).toEqual(['Workflow cancelled']);
    expect((await driver.activate([fireTimer(1)])).result).toBe(false);
  });

  test('rejects conditions and triggers', async () => {
    const main = async () => {
      const trigger = new wf.Trigger<void>();
      const results = await Promise.allSettled([wf.condition(() => false), trigger]);
      return results.map(({ status }) => status);
    };
    const driver = new Driver(main);
    await driver.start();
    expect((await driver.activate([cancel])).result).toEqual(['rejected', 'rejected']);
  });
});

describe('cancelling a scope', () => {
  test('reaches scopes inside and leaves those outside alone', async () => {
    const main = async () => {
      let inner!: wf.CancellationScope;
      const scope = new wf.CancellationScope();
      const inside = scope.run(() =>
        wf.CancellationScope.cancellable(async () => {
          inner = wf.CancellationScope.current();
          await wf.sleep(100);
        }),
      );
      const outside = wf.sleep(10);
      scope.cancel();
      scope.cancel();
      const message = await inside.catch((error: Error) => error.message);
      await outside;
      return [message, inner.consideredCancelled, inner.parent === scope];
    };
    const driver = new Driver(main);
    expect((await driver.start()).kinds).toEqual(['startTimer', 'startTimer', 'cancelTimer']);
    expect((await driver.activate([fireTimer(2)])).result).toEqual(['Cancellation scope cancelled', true, true]);
  });

  test('without a request for the workflow, an escaping cancellation fails it', async () => {
    const main = () =>
      wf.CancellationScope.cancellable(async () => {
        wf.CancellationScope.current().cancel();
        await wf.sleep(1);
      });
    const outcome = await new Driver(main).start();
    expect(outcome.failure).toBeInstanceOf(wf.CancelledFailure);
  });

  test('a timeout cancels the scope; its timer is cancelled when the function ends first', async () => {
    const late = new Driver(() => wf.CancellationScope.withTimeout(5, () => wf.condition(() => false)));
    expect((await late.start()).one('startTimer').delayMs).toBe(5);
    expect((await late.activate([fireTimer(1)])).failure.message).toBe('Cancellation scope cancelled');
    const early = await new Driver(() => wf.CancellationScope.withTimeout(5, async () => 'done')).start();
    expect(early.kinds).toEqual(['startTimer', 'cancelTimer', 'completeWorkflow']);
  });

  test('a handler of its own scope can cancel what the main function waits for', async () => {
    const main = async () => {
      const scope = new wf.CancellationScope();
      wf.setHandler(stop, () => scope.cancel());
      return scope.run(() => wf.sleep('1 day')).catch(wf.isCancellation);
    };
    const driver = new Driver(main);
    await driver.start();
    expect((await driver.activate([signal('stop')])).result).toBe(true);
  });
});

describe('isCancellation', () => {
  test('sees through the failures of activities and children', () => {
    const cause = new wf.CancelledFailure('x');
    expect(wf.isCancellation(cause)).toBe(true);
    expect(wf.isCancellation(new wf.ActivityFailure('a', 't', 'i', 'CANCEL_REQUESTED', 'me', cause))).toBe(true);
    expect(wf.isCancellation(new Error('x', { cause }))).toBe(false);
  });
});

test('an activity that ignores cancellation completes normally', async () => {
  const options = { startToCloseTimeout: 1000, cancellationType: 'WAIT_CANCELLATION_COMPLETED' } as const;
  const driver = new Driver(() => wf.scheduleActivity('act', [1, 'two'], options));
  await driver.start();
  await driver.activate([cancel]);
  const answer = { kind: 'resolveActivity', seq: 1, resolution: completed('result') } as const;
  expect((await driver.activate([answer])).result).toBe('result');
});
