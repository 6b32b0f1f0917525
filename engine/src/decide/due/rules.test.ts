import { describe, expect, it } from 'vitest';
import { effectsOf, eventsOf, kinds, NOW, scheduledEvent, startedEvent } from '../../../test/support/decide';
import type { DueEntry, DueRun } from '../../model/due';
import type { ActivityTaskScheduled } from '../../model/event';
import { dueTransitions } from './rules';

const CONTEXT = { nowMs: NOW, retentionMs: 1, newId: () => 'next' };

function due(entries: readonly DueEntry[], run: Record<string, string> = {}) {
  const dueRun: DueRun = {
    runId: 'run',
    workflowId: 'w',
    run: { status: 'RUNNING', ...run },
    started: { ...startedEvent(), eventId: 1, timeMs: NOW - 1_000 },
    entries,
  };
  return dueTransitions(dueRun, CONTEXT).map(({ alternatives }) => alternatives[0]!);
}

function timer(name: string, scoreMs = NOW): DueEntry {
  return { name, scoreMs, record: {} };
}

/** What is due for activity 5 in this state. */
function activity(what: string, state: string, options: Partial<ActivityTaskScheduled> = {}, more = {}) {
  const record = { 'act:5': state, 'act:5:at': `${NOW - 100} ${NOW - 50}`, ...more };
  return due([{ name: `act:5:${what}`, scoreMs: NOW, record, event: scheduledEvent(options) }])[0]!;
}

const STILL = (name: string) => ({ is: 'timer', name, scoreMs: NOW });

describe('what is due', () => {
  it('fires all user timers in one transition, in order, unless one of them was moved', () => {
    const [fired, ...others] = due([timer('timer:7:b', NOW), timer('timer:5:a:1', NOW)]);
    expect(others).toEqual([]);
    expect(eventsOf(fired!.effects)).toMatchObject([
      { type: 'TimerFired', timerId: 'b', startedEventId: 7 },
      { type: 'TimerFired', timerId: 'a:1', startedEventId: 5 },
    ]);
    expect(fired!.guards).toContainEqual(STILL('timer:7:b'));
    expect(fired!.guards).toContainEqual(STILL('timer:5:a:1'));
  });

  it('leaves kinds that this version does not know', () => {
    expect(due([timer('later:1'), timer('outbox')])).toEqual([]);
  });

  it('ends a hold', () => {
    expect(kinds(due([timer('hold')])[0]!.effects)).toEqual(['unset', 'releaseHold']);
  });

  it.each([
    ['lies in a sticky queue', 'scheduled 3 1 w 7 sticky', ['unstickTask', 'disarm']],
    ['waits for its next attempt', 'waiting 3 2', ['disarm', 'releaseHold']],
    ['is with a worker', `started 3 1 w 7 ${NOW} 0 0 me -`, ['endTask', 'append', 'retryTask', 'flush']],
    ['is with a worker and was never written', `started 3 2 v 7 ${NOW} 0 0 me -`, ['endTask', 'retryTask', 'flush']],
    ['is over', '', ['disarm']],
  ])('moves on a workflow task that %s', (_where, wft, expected) => {
    expect(kinds(due([timer('task')], { wft })[0]!.effects)).toEqual(expected);
  });

  it.each(['runTimeout', 'executionTimeout'])('closes the run with its last event: %s', (name) => {
    const { effects, guards } = due([timer(name)])[0]!;
    expect(kinds(effects)).toEqual(['breakTask', 'flush', 'append', 'close']);
    expect(eventsOf(effects)).toMatchObject([{ type: 'WorkflowExecutionTimedOut' }]);
    expect(guards).toContainEqual(STILL(name));
  });
});

describe('what is due for an activity', () => {
  it('puts the next attempt into its queue', () => {
    const { effects } = activity('retry', 'backoff 2', { scheduleToStartTimeoutMs: 30 });
    expect(effectsOf(effects, 'set')).toMatchObject([{ value: 'scheduled 2' }]);
    expect(effectsOf(effects, 'arm')).toMatchObject([{ name: 'act:5:scheduleToStart', delayMs: 30 }]);
    expect(effectsOf(effects, 'pushActivity')).toMatchObject([{ attempt: 2, eager: false }]);
  });

  it('times out one that nobody took, without a start', () => {
    const { effects } = activity('scheduleToStart', 'scheduled 1');
    expect(eventsOf(effects)).toMatchObject([
      {
        type: 'ActivityTaskTimedOut',
        retryState: 'NON_RETRYABLE_FAILURE',
        failure: { info: { timeoutType: 'SCHEDULE_TO_START' } },
      },
    ]);
  });

  it.each(['scheduled 1', 'backoff 3'])('ends one that is %s with its schedule-to-close time', (state) => {
    const { effects } = activity('scheduleToClose', state, {}, { 'act:5:failure': '{"message":"last"}' });
    expect(eventsOf(effects)).toMatchObject([
      {
        type: 'ActivityTaskTimedOut',
        failure: { info: { timeoutType: 'SCHEDULE_TO_CLOSE' }, cause: { message: 'last' } },
      },
    ]);
  });

  it('ends one that runs with its schedule-to-close time, with its start', () => {
    const { effects } = activity('scheduleToClose', 'started 2');
    expect(eventsOf(effects).map(({ type }) => type)).toEqual(['ActivityTaskStarted', 'ActivityTaskTimedOut']);
  });

  it('tries an attempt that took too long again, unless it was cancelled', () => {
    const [retry] = effectsOf(activity('startToClose', 'started 1').effects, 'when');
    expect(retry).toMatchObject({ guard: { is: 'present', field: 'act:5:cancel' } });
    expect(retry!.else).toContainEqual({ do: 'set', hash: 'pending', field: 'act:5', value: 'backoff 2' });
    expect(eventsOf(retry!.then)).toMatchObject([{}, { type: 'ActivityTaskTimedOut', retryState: 'CANCEL_REQUESTED' }]);
  });

  it('that leaves no time for another attempt is its schedule-to-close timeout', () => {
    const { effects } = activity('startToClose', 'started 1', { scheduleToCloseTimeoutMs: 10_500 });
    expect(eventsOf(effects)[1]).toMatchObject({
      retryState: 'TIMEOUT',
      failure: { info: { timeoutType: 'SCHEDULE_TO_CLOSE' }, cause: { info: { timeoutType: 'START_TO_CLOSE' } } },
    });
  });

  it('looks again later when there was a heartbeat in time', () => {
    const { effects } = activity(
      'heartbeat',
      'started 1',
      { heartbeatTimeoutMs: 80 },
      { 'act:5:alive': `${NOW - 30}` },
    );
    expect(effects).toEqual([{ do: 'arm', name: 'act:5:heartbeat', delayMs: 50 }]);
  });

  it('times out a silent one, unless it was heard of meanwhile, with the details it left', () => {
    const more = { 'act:5:alive': `${NOW - 90}`, 'act:5:beat': '[{"data":"half"}]' };
    const { effects, guards } = activity('heartbeat', 'started 1', { heartbeatTimeoutMs: 80 }, more);
    expect(guards).toContainEqual({ is: 'field', hash: 'pending', field: 'act:5:alive', in: [`${NOW - 90}`] });
    expect(eventsOf(effectsOf(effects, 'when')[0]!.then)[1]).toMatchObject({
      failure: { info: { timeoutType: 'HEARTBEAT', lastHeartbeatDetails: [{ data: 'half' }] } },
    });
  });

  it.each([
    ['retry', 'started 2'],
    ['scheduleToStart', 'started 1'],
    ['startToClose', 'backoff 2'],
    ['heartbeat', 'scheduled 2'],
  ])('is dropped when the activity has moved on: %s of one that is %s', (what, state) => {
    expect(activity(what, state).effects).toEqual([{ do: 'disarm', names: [`act:5:${what}`] }]);
  });
});
