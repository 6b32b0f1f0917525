import { describe, expect, it } from 'vitest';
import { history, json } from '../../test/support/history';
import { play, script } from '../../test/support/play';
import type { ActivityCancellationType, Command } from '../model/command';
import type { Failure } from '../model/failure';

const schedule = (cancellationType: ActivityCancellationType): Command => ({
  kind: 'scheduleActivity',
  seq: 1,
  activityId: 'a',
  activityType: 'greet',
  args: [],
  cancellationType,
});
const cancel: Command = { kind: 'requestCancelActivity', seq: 1 };
const TYPES = ['TRY_CANCEL', 'WAIT_CANCELLATION_COMPLETED', 'ABANDON'] as const;
const boom: Failure = { message: 'boom', info: { kind: 'application' } };
const scheduled = () => history().started().task().completed().activityScheduled('a', 'greet');
const started = () => scheduled().add('ActivityTaskStarted', { scheduledEventId: 5, attempt: 1 });

describe('an activity that closes', () => {
  it('gives its result', () => {
    const events = started()
      .add('ActivityTaskCompleted', { scheduledEventId: 5, result: [json(1)] })
      .task().events;
    const { activations } = play(events, script([schedule('TRY_CANCEL')]));
    const resolution = { status: 'completed', result: [json(1)] };
    expect(activations[1]?.jobs).toEqual([{ kind: 'resolveActivity', seq: 1, resolution }]);
  });

  it('fails with an activity failure around what happened', () => {
    const failed = { scheduledEventId: 5, failure: boom, retryState: 'NON_RETRYABLE_FAILURE', identity: 'w' } as const;
    const events = started().add('ActivityTaskFailed', failed).task().events;
    const { activations } = play(events, script([schedule('TRY_CANCEL')]));
    const info = {
      kind: 'activity',
      activityId: 'a',
      activityType: 'greet',
      scheduledEventId: 5,
      startedEventId: 6,
      identity: 'w',
      retryState: 'NON_RETRYABLE_FAILURE',
    };
    const failure = { message: 'Activity task failed', cause: boom, info };
    expect(activations[1]?.jobs).toEqual([
      { kind: 'resolveActivity', seq: 1, resolution: { status: 'failed', failure } },
    ]);
  });

  it('that was never started says so by having no start', () => {
    const timedOut = { scheduledEventId: 5, failure: boom, retryState: 'TIMEOUT' } as const;
    const events = scheduled().add('ActivityTaskTimedOut', timedOut).task().events;
    const job = play(events, script([schedule('TRY_CANCEL')])).activations[1]?.jobs[0];
    expect(job).toMatchObject({
      resolution: { failure: { message: 'Activity task timed out', info: { retryState: 'TIMEOUT' } } },
    });
    expect(job).not.toMatchObject({
      resolution: { failure: { info: { startedEventId: expect.any(Number) as number } } },
    });
  });
});

describe('cancelling an activity', () => {
  const cancelledJob = {
    kind: 'resolveActivity',
    resolution: {
      status: 'cancelled',
      failure: {
        message: 'Activity cancelled',
        cause: { info: { kind: 'canceled' } },
        info: { kind: 'activity', activityId: 'a', retryState: 'CANCEL_REQUESTED' },
      },
    },
  };

  it.each(TYPES)('in the task that scheduled it drops both and resolves at once (%s)', (type) => {
    const { activations, commands } = play(history().started().task().events, script([schedule(type), cancel]));
    expect(commands).toEqual([]);
    expect(activations[1]?.jobs).toMatchObject([cancelledJob]);
  });

  it('TRY_CANCEL records the request and resolves in a further activation of the same task', () => {
    const code = script([schedule('TRY_CANCEL')], [cancel]);
    const { activations, commands } = play(scheduled().signaled('x').task().events, code);
    expect(commands).toEqual([{ kind: 'requestCancelActivity', scheduledEventId: 5 }]);
    expect(activations[2]?.jobs).toMatchObject([cancelledJob]);
    expect(activations[2]?.isReplaying).toBe(false);
  });

  it('TRY_CANCEL does not hear of the activity again', () => {
    const events = started()
      .signaled('x')
      .task()
      .completed()
      .add('ActivityTaskCancelRequested', { scheduledEventId: 5 })
      .add('ActivityTaskCanceled', { scheduledEventId: 5 })
      .task().events;
    const { activations, commands } = play(events, script([schedule('TRY_CANCEL')], [cancel]));
    expect(activations).toHaveLength(3);
    expect(commands).toEqual([]);
  });

  it('WAIT_CANCELLATION_COMPLETED records the request and waits for what the activity answers', () => {
    const asked = started()
      .signaled('x')
      .task()
      .completed()
      .add('ActivityTaskCancelRequested', { scheduledEventId: 5 })
      .add('ActivityTaskCanceled', { scheduledEventId: 5, details: [json('half')] })
      .task().events;
    const { activations } = play(asked, script([schedule('WAIT_CANCELLATION_COMPLETED')], [cancel]));
    expect(activations).toHaveLength(3);
    expect(activations[2]?.jobs).toMatchObject([
      {
        resolution: {
          status: 'cancelled',
          failure: { cause: { info: { kind: 'canceled', details: [json('half')] } } },
        },
      },
    ]);
  });

  it('WAIT_CANCELLATION_COMPLETED gives the result of an activity that does not care', () => {
    const events = started()
      .signaled('x')
      .task()
      .completed()
      .add('ActivityTaskCancelRequested', { scheduledEventId: 5 })
      .add('ActivityTaskCompleted', { scheduledEventId: 5 })
      .task().events;
    const { activations } = play(events, script([schedule('WAIT_CANCELLATION_COMPLETED')], [cancel]));
    expect(activations[2]?.jobs).toMatchObject([{ resolution: { status: 'completed' } }]);
  });

  it('ABANDON resolves at once, asks for nothing, and ignores the activity from then on', () => {
    const events = started()
      .signaled('x')
      .task()
      .completed()
      .add('ActivityTaskFailed', { scheduledEventId: 5, failure: boom, retryState: 'TIMEOUT' })
      .task().events;
    const { activations, commands } = play(events, script([schedule('ABANDON')], [cancel]));
    expect(activations).toHaveLength(3);
    expect(activations[2]?.jobs).toMatchObject([cancelledJob]);
    expect(commands).toEqual([]);
  });
});
