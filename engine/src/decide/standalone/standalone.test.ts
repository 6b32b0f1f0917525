import { describe, expect, it } from 'vitest';
import { applicationFailure, effectsOf, eventsOf, kinds, NOW, scheduledEvent } from '../../../test/support/decide';
import type { StartActivityRequest } from '../../model/standalone-activity';
import { endAttempt } from '../activity-result';
import type { Attempt, AttemptEnd } from '../attempt';
import { cancelStandalone } from './cancel';
import { changeOptions, optionsOf, releaseWithOptions, withOptions, type ReadActivity } from './options';
import { pauseStandalone, unpauseStandalone } from './pause';
import { startStandalone } from './start';

const request: StartActivityRequest = {
  requestId: 'request',
  activityId: 'a',
  activityType: 'echo',
  taskQueue: 'q',
  args: [],
  startToCloseTimeoutMs: 1_000,
  idReusePolicy: 'ALLOW_DUPLICATE',
  idConflictPolicy: 'FAIL',
};
const start = (more: Partial<StartActivityRequest> = {}, expectsNew = false) =>
  startStandalone({ ...request, ...more }, { runId: 'run', onCreated: [], expectsNew });

const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  workflowId: '__activity:a',
  runId: 'run',
  scheduledEventId: 1,
  attempt: 2,
  scheduled: scheduledEvent(),
  startedMs: NOW - 70,
  ...more,
});
const end = (how: AttemptEnd, more: Partial<Attempt> = {}) =>
  endAttempt(attempt(more), how, { identity: 'me', nowMs: NOW, retentionMs: 9 }).alternatives;

describe('the start of a standalone activity', () => {
  it('makes a run that begins with the activity, and no workflow task', () => {
    const { transition } = start();
    expect(transition.target).toEqual({ workflowId: '__activity:a' });
    const { effects } = transition.alternatives[0]!;
    expect(kinds(effects)).toEqual(['createRun', 'set', 'set', 'stamp', 'pushActivity']);
    expect(effectsOf(effects, 'createRun')[0]!.run).toMatchObject({ kind: 'activity', workflowType: 'echo' });
  });

  it('with a delay waits as for a retry, and all its times begin then', () => {
    const { effects } = start({ startDelayMs: 500, scheduleToCloseTimeoutMs: 1_000 }).transition.alternatives[0]!;
    expect(kinds(effects)).not.toContain('pushActivity');
    expect(effectsOf(effects, 'arm')).toEqual([
      { do: 'arm', name: 'act:1:scheduleToClose', delayMs: 1_500 },
      { do: 'arm', name: 'act:1:retry', delayMs: 500 },
    ]);
  });

  it('follows only the run that was looked at, when it names one', () => {
    const [, , follows] = start({ replacesRunId: 'seen' }).transition.alternatives;
    expect(follows?.guards).toContainEqual({ is: 'field', hash: 'current', field: 'run', in: ['seen'] });
  });

  it.each([
    [{}, ['created', 'repeat', 'created']],
    [{ idReusePolicy: 'REJECT_DUPLICATE' }, ['created', 'repeat']],
    [{ idReusePolicy: 'REJECT_DUPLICATE', idConflictPolicy: 'USE_EXISTING' }, ['created', 'repeat', 'existing']],
  ] as const)('follows the policies: %o', (policies, outcomes) => {
    expect(start(policies).outcomes).toEqual(outcomes);
    expect(start(policies, true).outcomes).toEqual(['created']);
  });
});

describe('the end of an attempt of a standalone activity', () => {
  it.each([
    ['COMPLETED', { as: 'completed', result: [] }],
    ['CANCELLED', { as: 'cancelled', details: [] }],
  ] as const)('closes its run: %s', (status, how) => {
    const [only, ...others] = end(how);
    expect(others).toEqual([]);
    expect(kinds(only!.effects)).toEqual(['arrive', 'close']);
    expect(effectsOf(only!.effects, 'close')[0]).toMatchObject({ status, retentionMs: 9, final: true });
  });

  it('is a cancellation, a pause or another attempt, whichever holds first', () => {
    const alternatives = end({ as: 'failed', failure: applicationFailure() });
    const conditions = alternatives.map(({ guards }) => guards.slice(3));
    expect(conditions).toMatchObject([[{ field: 'cancelRequested' }], [{ field: 'act:1:pause' }], []]);
    expect(eventsOf(alternatives[0]!.effects).at(-1)).toMatchObject({ retryState: 'CANCEL_REQUESTED' });
    const stateOf = (index: number) =>
      effectsOf(alternatives[index]!.effects, 'set')
        .filter(({ field }) => field === 'act:1')
        .at(-1)!.value;
    expect([stateOf(1), stateOf(2)]).toEqual(['paused 3', 'backoff 3']);
  });

  it('by a pause is no end, whatever the policy says', () => {
    const failure = { message: 'Activity paused', info: { kind: 'application', type: 'ActivityPause' } } as const;
    const scheduled = scheduledEvent({ retryPolicy: { ...scheduledEvent().retryPolicy, maximumAttempts: 1 } });
    const [paused, closed] = end({ as: 'failed', failure }, { scheduled });
    expect(kinds(paused!.effects)).not.toContain('close');
    expect(kinds(closed!.effects)).toContain('close');
  });

  it('holds only for the options it was decided with', () => {
    const { guards } = end({ as: 'failed', failure: applicationFailure() })[0]!;
    expect(guards).toContainEqual({ is: 'absent', hash: 'pending', field: 'act:1:options' });
    const known = end({ as: 'failed', failure: applicationFailure() }, { options: '{}' })[0]!.guards;
    expect(known).toContainEqual({ is: 'field', hash: 'pending', field: 'act:1:options', in: ['{}'] });
    expect(end({ as: 'completed', result: [] })[0]!.guards).toHaveLength(2);
  });
});

it('a cancellation ends what waits and tells what runs', () => {
  const change = { reason: 'r', identity: 'me', retentionMs: 9 };
  const { alternatives } = cancelStandalone({ activityId: 'a' }, change, { kind: 'window', requestId: 'x' });
  expect(alternatives.map(({ effects }) => kinds(effects))).toEqual([
    ['set', 'arrive', 'close'],
    ['set', 'set'],
  ]);
});

describe('what is decided on what was read', () => {
  const read = (state: string, more: Partial<ReadActivity> = {}): ReadActivity => ({
    attempt: attempt(),
    state,
    historyLength: 1,
    nowMs: NOW,
    record: { 'act:1': `${state} 2` },
    ...more,
  });
  const only = ({ alternatives }: ReturnType<typeof pauseStandalone>) => alternatives[0]!;

  it('is refused when the activity has moved on', () => {
    const { guards } = only(pauseStandalone(read('backoff'), { reason: '', identity: 'me' }));
    expect(guards).toContainEqual({ is: 'field', hash: 'pending', field: 'act:1', in: ['backoff 2'] });
    expect(guards).toContainEqual({ is: 'absent', hash: 'pending', field: 'act:1:options' });
  });

  it('an unpaused activity goes into its queue, or waits for its jitter', () => {
    expect(kinds(only(unpauseStandalone(read('paused'), 0, false)).effects)).toContain('pushActivity');
    const jittered = only(unpauseStandalone(read('paused'), 30, false)).effects;
    expect(effectsOf(jittered, 'arm')).toEqual([{ do: 'arm', name: 'act:1:retry', delayMs: 30 }]);
  });

  it('new options are a new event, and the activity moves to it when it is queued again', () => {
    const options = { ...optionsOf(scheduledEvent()), taskQueue: 'other', heartbeatTimeoutMs: 5 };
    const changing = only(changeOptions(read('backoff'), options)).effects;
    expect(eventsOf(changing)).toMatchObject([{ type: 'ActivityTaskScheduled', taskQueue: 'other' }]);
    const stored = effectsOf(changing, 'set').find(({ field }) => field === 'act:1:options')!.value;
    expect(withOptions(scheduledEvent(), stored)).toMatchObject({ taskQueue: 'other', heartbeatTimeoutMs: 5 });
    const waiting = { ...attempt({ scheduled: withOptions(scheduledEvent(), stored) }), options: stored };
    const record = { 'act:1:failure': '{}', 'act:1:beat': '[]' };
    const released = only(releaseWithOptions(waiting, record, [], NOW)).effects;
    expect(effectsOf(released, 'pushActivity')).toMatchObject([
      { scheduledEventId: 2, attempt: 2, taskQueue: 'other' },
    ]);
    const kept = effectsOf(released, 'set').map(({ field }) => field);
    expect(kept).toEqual(expect.arrayContaining(['act:2', 'act:2:failure', 'act:2:beat', 'act:2:limits']));
  });

  it('time limits of a running attempt count from its start', () => {
    const options = { ...optionsOf(scheduledEvent()), startToCloseTimeoutMs: 100, heartbeatTimeoutMs: undefined };
    const { effects } = only(changeOptions(read('started'), options));
    expect(effectsOf(effects, 'arm')).toContainEqual({ do: 'arm', name: 'act:1:startToClose', delayMs: 30 });
    expect(effectsOf(effects, 'disarm')).toContainEqual({ do: 'disarm', names: ['act:1:heartbeat'] });
  });
});
