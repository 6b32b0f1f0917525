import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { CommandOf } from '../../src/model/command';
import type { Failure } from '../../src/model/failure';
import type { ActivityControl, ActivityOutcome } from '../../src/worker/contract';
import { activity, applicationFailure, failRun, retryPolicy } from './commands';
import { onEachStore } from './scene';
import { code, json, scriptedActivities } from './scripted-worker';

/** Runs one activity and ends as it does; a signal cancels it. */
function one(options: Partial<CommandOf<'scheduleActivity'>> = {}) {
  return code(() => ({
    initializeWorkflow: () => [activity(1, options)],
    signalWorkflow: () => [{ kind: 'requestCancelActivity', seq: 1 }],
    resolveActivity: ({ resolution }) =>
      'failure' in resolution
        ? [failRun(resolution.failure)]
        : [{ kind: 'completeWorkflow', result: resolution.status === 'completed' ? resolution.result : [] }],
  }));
}

const done: ActivityOutcome = { status: 'completed', result: [json('done')] };
const failed = (message: string, nonRetryable = false): ActivityOutcome => ({
  status: 'failed',
  failure: applicationFailure(message, nonRetryable),
});
/** Runs until it is told to stop. */
const hang = (control: ActivityControl): Promise<ActivityOutcome> =>
  new Promise((resolve) => control.onCancel((reason) => resolve(failed(reason))));

onEachStore('an activity', (scene) => {
  const failureOf = async (): Promise<Failure> => {
    const event = await scene().closing();
    if (event.type !== 'WorkflowExecutionFailed') throw new Error(`the workflow ended with ${event.type}`);
    return event.failure;
  };

  it('that fails is tried again, and only its last attempt is in the history', async () => {
    scene().worker({
      scripts: { wf: one({ retryPolicy: retryPolicy(20) }) },
      activities: scriptedActivities(({ attempt }) => (attempt < 3 ? failed(`attempt ${attempt}`) : done)),
    });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ type: 'WorkflowExecutionCompleted', result: [json('done')] });
    const history = await scene().history();
    expect(history.filter(({ type }) => type.startsWith('Activity')).map(({ type }) => type)).toEqual([
      'ActivityTaskScheduled',
      'ActivityTaskStarted',
      'ActivityTaskCompleted',
    ]);
    expect(history.find(({ type }) => type === 'ActivityTaskStarted')).toMatchObject({
      attempt: 3,
      lastFailure: { message: 'attempt 2' },
    });
  });

  it('that has used up its attempts fails with the last failure', async () => {
    scene().worker({
      scripts: { wf: one({ retryPolicy: retryPolicy(10, 2) }) },
      activities: scriptedActivities(({ attempt }) => failed(`attempt ${attempt}`)),
    });
    await scene().start();
    expect(await failureOf()).toMatchObject({
      info: { kind: 'activity', retryState: 'MAXIMUM_ATTEMPTS_REACHED' },
      cause: { message: 'attempt 2' },
    });
  });

  it('with a non-retryable failure is not tried again', async () => {
    scene().worker({
      scripts: { wf: one() },
      activities: scriptedActivities(() => failed('no', true)),
    });
    await scene().start();
    expect(await failureOf()).toMatchObject({
      info: { retryState: 'NON_RETRYABLE_FAILURE' },
      cause: { message: 'no' },
    });
  });

  it('that nobody takes runs into its schedule-to-start timeout', async () => {
    scene().worker({ scripts: { wf: one({ scheduleToStartTimeoutMs: 50 }) } });
    await scene().start();
    expect(await failureOf()).toMatchObject({
      info: { kind: 'activity', retryState: 'NON_RETRYABLE_FAILURE' },
      cause: { info: { kind: 'timeout', timeoutType: 'SCHEDULE_TO_START' } },
    });
  });

  it('that takes too long is tried again after its start-to-close timeout', async () => {
    scene().worker({
      scripts: { wf: one({ startToCloseTimeoutMs: 50, retryPolicy: retryPolicy(10) }) },
      activities: scriptedActivities(({ attempt }, control) => (attempt === 1 ? hang(control) : done)),
      maxConcurrentActivities: 2,
    });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ type: 'WorkflowExecutionCompleted' });
    const started = (await scene().history()).find(({ type }) => type === 'ActivityTaskStarted');
    expect(started).toMatchObject({
      attempt: 2,
      lastFailure: { info: { kind: 'timeout', timeoutType: 'START_TO_CLOSE' } },
    });
  });

  it('whose next attempt would begin too late fails with its schedule-to-close timeout', async () => {
    scene().worker({
      scripts: {
        wf: one({ startToCloseTimeoutMs: 50, scheduleToCloseTimeoutMs: 200, retryPolicy: retryPolicy(10_000) }),
      },
      activities: scriptedActivities((_task, control) => hang(control)),
    });
    await scene().start();
    expect(await failureOf()).toMatchObject({
      info: { retryState: 'TIMEOUT' },
      cause: { info: { timeoutType: 'SCHEDULE_TO_CLOSE' }, cause: { info: { timeoutType: 'START_TO_CLOSE' } } },
    });
  });

  it('between attempts is ended by its schedule-to-close timeout', async () => {
    scene().worker({
      scripts: { wf: one({ scheduleToCloseTimeoutMs: 150, retryPolicy: retryPolicy(100) }) },
      activities: scriptedActivities(({ attempt }, control) => (attempt === 1 ? failed('first') : hang(control))),
    });
    await scene().start();
    expect(await failureOf()).toMatchObject({
      cause: { info: { timeoutType: 'SCHEDULE_TO_CLOSE' }, cause: { message: 'first' } },
    });
  });

  it('that stops heartbeating is tried again, with the details it left', async () => {
    const details: unknown[] = [];
    scene().worker({
      scripts: { wf: one({ heartbeatTimeoutMs: 60, retryPolicy: retryPolicy(10) }) },
      activities: scriptedActivities((task, control) => {
        details.push(task.heartbeatDetails);
        if (task.attempt > 1) return done;
        control.heartbeat([json('half')]);
        return hang(control);
      }),
    });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ type: 'WorkflowExecutionCompleted' });
    expect(details).toEqual([undefined, [json('half')]]);
  });

  it('that fails hands the details it had not sent yet to the next attempt', async () => {
    const details: unknown[] = [];
    scene().worker({
      scripts: { wf: one({ retryPolicy: retryPolicy(10) }) },
      activities: scriptedActivities((task, control) => {
        details.push(task.heartbeatDetails);
        if (task.attempt > 1) return done;
        control.heartbeat([json(1)]);
        control.heartbeat([json(2)]);
        return failed('once');
      }),
    });
    await scene().start();
    await scene().closing();
    expect(details).toEqual([undefined, [json(2)]]);
  });

  it('that waits for a worker is cancelled at once', async () => {
    scene().worker({ scripts: { wf: one({ cancellationType: 'WAIT_CANCELLATION_COMPLETED' }) } });
    await scene().start();
    await scene().until(async () => (await scene().types()).includes('ActivityTaskScheduled'));
    await scene().signal('cancel');
    expect(await failureOf()).toMatchObject({ message: 'Activity cancelled', cause: { info: { kind: 'canceled' } } });
    expect(await scene().types()).toContain('ActivityTaskCanceled');
  });

  it('between attempts is cancelled at once', async () => {
    scene().worker({
      scripts: { wf: one({ cancellationType: 'WAIT_CANCELLATION_COMPLETED', retryPolicy: retryPolicy(60_000) }) },
      activities: scriptedActivities(() => failed('again')),
    });
    await scene().start();
    await scene().until(async () =>
      /^backoff/.test((await scene().client.describe({ workflowId: 'w' })).pending['act:5'] ?? ''),
    );
    await scene().signal('cancel');
    expect(await failureOf()).toMatchObject({ message: 'Activity cancelled' });
  });

  it('that runs hears of its cancellation with its heartbeat, and the workflow waits for what it says', async () => {
    let running = false;
    scene().worker({
      scripts: { wf: one({ cancellationType: 'WAIT_CANCELLATION_COMPLETED', heartbeatTimeoutMs: 100_000 }) },
      activities: {
        ...scriptedActivities((_task, control) => {
          running = true;
          const beat = setInterval(() => control.heartbeat([]), 5);
          return new Promise((resolve) => {
            control.onCancel(() => {
              clearInterval(beat);
              resolve({ status: 'cancelled', details: [json('bye')] });
            });
          });
        }),
        maxHeartbeatThrottleIntervalMs: 5,
      },
    });
    await scene().start();
    await scene().until(() => running);
    await scene().signal('cancel');
    expect(await failureOf()).toMatchObject({
      message: 'Activity cancelled',
      cause: { info: { kind: 'canceled', details: [json('bye')] } },
    });
  });

  it('that runs is given up at once when the workflow only tries to cancel it', async () => {
    let running = false;
    scene().worker({
      scripts: { wf: one({ cancellationType: 'TRY_CANCEL' }) },
      activities: scriptedActivities((_task, control) => ((running = true), hang(control))),
    });
    await scene().start();
    await scene().until(() => running);
    await scene().signal('cancel');
    expect(await failureOf()).toMatchObject({ message: 'Activity cancelled' });
    expect(await scene().types()).toContain('ActivityTaskCancelRequested');
  });

  it('that is abandoned is not asked to stop', async () => {
    let running = false;
    scene().worker({
      scripts: { wf: one({ cancellationType: 'ABANDON' }) },
      activities: scriptedActivities((_task, control) => ((running = true), hang(control))),
    });
    await scene().start();
    await scene().until(() => running);
    await scene().signal('cancel');
    expect(await failureOf()).toMatchObject({ message: 'Activity cancelled' });
    expect(await scene().types()).not.toContain('ActivityTaskCancelRequested');
  });

  it('that fails after its cancellation was requested is not tried again', async () => {
    let fail: (() => void) | undefined;
    scene().worker({
      scripts: { wf: one({ cancellationType: 'WAIT_CANCELLATION_COMPLETED' }) },
      activities: scriptedActivities(() => new Promise((resolve) => (fail = () => resolve(failed('stopped'))))),
    });
    await scene().start();
    await scene().until(() => fail !== undefined);
    await scene().signal('cancel');
    await scene().until(async () => (await scene().types()).includes('ActivityTaskCancelRequested'));
    fail?.();
    expect(await failureOf()).toMatchObject({
      info: { retryState: 'CANCEL_REQUESTED' },
      cause: { message: 'stopped' },
    });
  });

  it('is completed from outside by its token, once', async () => {
    let token = '';
    scene().worker({
      scripts: { wf: one() },
      activities: scriptedActivities((_task, { taskToken }) => ((token = taskToken), { status: 'willCompleteAsync' })),
    });
    await scene().start();
    await scene().until(() => token !== '');
    await scene().client.completeActivity({ taskToken: token }, [json('outside')]);
    await expect(scene().client.completeActivity({ taskToken: token }, [])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await scene().closing()).toMatchObject({ result: [json('outside')] });
  });

  it('is cancelled, failed and heartbeated from outside by its id', async () => {
    let running = 0;
    scene().worker({
      scripts: { wf: one({ retryPolicy: retryPolicy(10) }) },
      activities: scriptedActivities(() => ((running += 1), { status: 'willCompleteAsync' })),
    });
    await scene().start();
    await scene().until(() => running === 1);
    const target = { workflowId: 'w', activityId: '1' };
    expect(await scene().client.heartbeatActivity(target, [json(1)])).toEqual({
      cancelRequested: false,
      pauseRequested: false,
    });
    await scene().client.failActivity(target, applicationFailure('outside'));
    await scene().until(() => running === 2);
    await scene().client.cancelActivity(target, []);
    expect(await failureOf()).toMatchObject({ message: 'Activity cancelled' });
    await expect(scene().client.heartbeatActivity(target, [])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('with a result that is too large fails and is not tried again', async () => {
    scene().worker({
      scripts: { wf: one() },
      activities: scriptedActivities(() => ({ status: 'completed', result: [json('x'.repeat(2 * 1024 * 1024))] })),
    });
    await scene().start();
    expect(await failureOf()).toMatchObject({ cause: { message: 'Complete result exceeds size limit.' } });
  });

  it('of a workflow that has been terminated is told so, and its result is dropped', async () => {
    let cancelled: string | undefined;
    let running = false;
    scene().worker({
      scripts: { wf: one() },
      activities: {
        ...scriptedActivities((_task, control) => {
          running = true;
          const beat = setInterval(() => control.heartbeat([]), 5);
          return new Promise((resolve) => {
            control.onCancel((reason) => {
              cancelled = reason;
              clearInterval(beat);
              resolve(done);
            });
          });
        }),
        maxHeartbeatThrottleIntervalMs: 5,
      },
    });
    await scene().start();
    await scene().until(() => running);
    await scene().client.terminate({ workflowId: 'w' }, { requestId: randomUUID() });
    await scene().until(() => cancelled !== undefined);
    expect(cancelled).toBe('NOT_FOUND');
    expect(await scene().closing()).toMatchObject({ type: 'WorkflowExecutionTerminated' });
    expect(scene().errors).toEqual([]);
  });
});
