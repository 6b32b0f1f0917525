import { describe, expect, it } from 'vitest';
import { applicationFailure, effectsOf, eventsOf, kinds, NOW, scheduledEvent } from '../../test/support/decide';
import { endAttempt } from './activity-result';
import type { AttemptEnd } from './attempt';

function end(how: AttemptEnd, maximumAttempts = 0) {
  const scheduled = scheduledEvent({ retryPolicy: { ...scheduledEvent().retryPolicy, maximumAttempts } });
  const transition = endAttempt(
    { workflowId: 'w', runId: 'run', scheduledEventId: 5, attempt: 2, scheduled, startedMs: NOW - 70 },
    how,
    { identity: 'me', nowMs: NOW, retentionMs: 1, dedupe: { kind: 'run', requestId: 'r' } },
  );
  return transition.alternatives[0]!;
}

describe('the end of an attempt', () => {
  it.each([
    ['ActivityTaskCompleted', { as: 'completed', result: [] }],
    ['ActivityTaskCanceled', { as: 'cancelled', details: [] }],
    [
      'ActivityTaskFailed',
      { as: 'failed', failure: { message: 'm', info: { kind: 'application', nonRetryable: true } } },
    ],
  ] as const)('is written behind its start, which keeps its own time: %s', (type, how) => {
    const { effects } = end(how);
    expect(eventsOf(effects)).toMatchObject([
      { type: 'ActivityTaskStarted', attempt: 2 },
      { type, identity: 'me' },
    ]);
    expect(effectsOf(effects, 'arrive')).toMatchObject([{ part: 'closes', entry: 'act:5', firstAtMs: NOW - 70 }]);
    expect(kinds(effects)).toEqual(['arrive', 'unset', 'disarm', 'scheduleTask']);
  });

  it('counts only for the attempt that runs', () => {
    expect(end({ as: 'completed', result: [] }).guards).toContainEqual({
      is: 'field',
      hash: 'pending',
      field: 'act:5',
      in: ['started 2'],
    });
  });

  it('by a failure that is tried again leaves no event, and keeps the failure', () => {
    const [choice] = effectsOf(end({ as: 'failed', failure: applicationFailure() }).effects, 'when');
    expect(eventsOf(choice!.else)).toEqual([]);
    expect(choice!.else).toContainEqual({ do: 'arm', name: 'act:5:retry', delayMs: 2_000 });
    expect(effectsOf(choice!.else, 'set').map(({ field }) => field)).toEqual(['act:5', 'act:5:failure']);
  });

  it('by a failure of its last attempt is final', () => {
    expect(eventsOf(end({ as: 'failed', failure: applicationFailure() }, 2).effects)[1]).toMatchObject({
      retryState: 'MAXIMUM_ATTEMPTS_REACHED',
    });
  });
});
