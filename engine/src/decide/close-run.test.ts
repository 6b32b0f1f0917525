import { describe, expect, it } from 'vitest';
import { applicationFailure, effectsOf, kinds, NOW, startedEvent } from '../../test/support/decide';
import type { WorkflowExecutionStarted } from '../model/event';
import { closeRun, type Ending } from './close-run';

const POLICY = {
  initialIntervalMs: 100,
  backoffCoefficient: 2,
  maximumIntervalMs: 1_000,
  maximumAttempts: 3,
  nonRetryableErrorTypes: [],
};
const FAILED: Ending = { as: 'failed', failure: applicationFailure() };
const COMPLETED: Ending = { as: 'completed', result: [{ encoding: 'json/plain', data: '1' }] };

function close(started: Partial<WorkflowExecutionStarted>, ending: Ending) {
  const plan = closeRun(
    { started: startedEvent(started), runStartMs: NOW - 1_000, nowMs: NOW, retentionMs: 1, newId: () => 'next' },
    ending,
  );
  const run = effectsOf(plan.effects, 'createRun')[0]?.run;
  return {
    ...plan,
    final: effectsOf(plan.effects, 'close')[0]!.final,
    hold: run?.hold,
    run,
    next: run && (JSON.parse(run.started) as WorkflowExecutionStarted),
  };
}

describe('the end of a run', () => {
  it('without a policy or a schedule is the end of its chain', () => {
    expect(close({}, FAILED)).toMatchObject({
      event: { type: 'WorkflowExecutionFailed', retryState: 'RETRY_POLICY_NOT_SET' },
      final: true,
      run: undefined,
    });
  });

  it('by failure is followed by a retry after its backoff', () => {
    const ended = close({ retryPolicy: POLICY, attempt: 2, lastCompletionResult: [] }, FAILED);
    expect(ended.event).toMatchObject({ retryState: 'IN_PROGRESS', newExecutionRunId: 'next' });
    expect(ended).toMatchObject({ final: false, hold: { kind: 'backoff', delayMs: 200 } });
    expect(ended.next).toMatchObject({
      attempt: 3,
      initiator: 'RETRY',
      continuedExecutionRunId: 'run',
      firstExecutionRunId: 'run',
      chainStartMs: NOW - 1_000,
      continuedFailure: { message: 'broke' },
      lastCompletionResult: [],
    });
  });

  it('with the last attempt is final', () => {
    expect(close({ retryPolicy: POLICY, attempt: 3 }, FAILED)).toMatchObject({
      event: { retryState: 'MAXIMUM_ATTEMPTS_REACHED' },
      final: true,
    });
  });

  it('by its run timeout is retried, by its execution timeout never', () => {
    const ending = {
      as: 'timedOut',
      failure: { message: 't', info: { kind: 'timeout', timeoutType: 'START_TO_CLOSE' } },
    } as const;
    expect(close({ retryPolicy: POLICY }, { ...ending, expired: false }).final).toBe(false);
    expect(close({ retryPolicy: POLICY, cronSchedule: '* * * * *' }, { ...ending, expired: true })).toMatchObject({
      event: { type: 'WorkflowExecutionTimedOut', retryState: 'TIMEOUT' },
      final: true,
    });
  });

  it('of a cron run is followed by the next time, with the last result, from attempt 1', () => {
    const ended = close({ cronSchedule: '30 * * * *', attempt: 2 }, COMPLETED);
    expect(ended).toMatchObject({ final: false, hold: { kind: 'backoff', delayMs: 1_800_000 } });
    expect(ended.next).toMatchObject({
      attempt: 1,
      initiator: 'CRON_SCHEDULE',
      lastCompletionResult: [{ data: '1' }],
      cronSchedule: '30 * * * *',
    });
  });

  it('of a failing cron run is retried first, and then waits for its next time with the failure', () => {
    expect(close({ cronSchedule: '30 * * * *', retryPolicy: POLICY }, FAILED).next).toMatchObject({
      initiator: 'RETRY',
    });
    const ended = close({ cronSchedule: '30 * * * *', retryPolicy: POLICY, attempt: 3 }, FAILED);
    expect(ended.next).toMatchObject({ initiator: 'CRON_SCHEDULE', continuedFailure: { message: 'broke' } });
  });

  it('of a cron chain that expires before its next time is final', () => {
    expect(close({ cronSchedule: '30 * * * *', workflowExecutionExpirationMs: NOW + 60_000 }, COMPLETED).final).toBe(
      true,
    );
  });

  it('leaves no moment without a run, and none with two: close, then create', () => {
    expect(kinds(close({ cronSchedule: '@every 1m' }, COMPLETED).effects)).toEqual(['close', 'createRun']);
  });

  it('of a child hands the duty to report on to the next run', () => {
    const parent = { namespace: 'n', workflowId: 'p', runId: 'pr', initiatedEventId: 5 };
    const { run } = close({ parent, retryPolicy: POLICY }, FAILED);
    expect(JSON.parse(run!.onClose!)).toEqual({ kind: 'childClosed', parent, firstRunId: 'run' });
  });
});
