import { describe, expect, it } from 'vitest';
import { applicationFailure, NOW } from '../../test/support/decide';
import type { Failure, FailureInfo } from '../model/failure';
import type { RetryPolicy } from '../model/retry-policy';
import { decideRetry } from './retry';

const POLICY: RetryPolicy = {
  initialIntervalMs: 100,
  backoffCoefficient: 2,
  maximumIntervalMs: 1_000,
  maximumAttempts: 0,
  nonRetryableErrorTypes: ['Fatal', 'TemporalTimeout:Heartbeat'],
};
const decide = (options: Partial<Parameters<typeof decideRetry>[0]> = {}) =>
  decideRetry({
    policy: POLICY,
    attempt: 1,
    failure: applicationFailure(),
    nowMs: NOW,
    expirationMs: undefined,
    ...options,
  });
const withInfo = (info: FailureInfo): Failure => ({ message: 'm', info });

describe('a failed attempt', () => {
  it('waits longer each time, up to the maximum', () => {
    const delays = [1, 2, 3, 4, 5, 9].map((attempt) => decide({ attempt }));
    expect(delays).toEqual([100, 200, 400, 800, 1_000, 1_000].map((delayMs) => ({ retry: true, delayMs })));
  });

  it('says itself when it wants to be tried again, but not later than the maximum', () => {
    const wish = (nextRetryDelayMs: number) => decide({ failure: withInfo({ kind: 'application', nextRetryDelayMs }) });
    expect([wish(7), wish(99_999)]).toMatchObject([{ delayMs: 7 }, { delayMs: 1_000 }]);
  });

  it.each([
    ['without a policy', { policy: undefined }, 'RETRY_POLICY_NOT_SET'],
    ['with its last attempt', { policy: { ...POLICY, maximumAttempts: 3 }, attempt: 3 }, 'MAXIMUM_ATTEMPTS_REACHED'],
    ['whose next attempt would begin too late', { expirationMs: NOW + 99 }, 'TIMEOUT'],
    ['of a type that is not retried', { failure: applicationFailure('m', 'Fatal') }, 'NON_RETRYABLE_FAILURE'],
  ])('%s is final', (_rule, options, state) => {
    expect(decide(options)).toEqual({ retry: false, state });
  });

  it.each<[string, FailureInfo, boolean]>([
    ['cancelled', { kind: 'canceled' }, false],
    ['terminated', { kind: 'terminated' }, false],
    ['marked as final', { kind: 'application', nonRetryable: true }, false],
    ['a final error of the server', { kind: 'server', nonRetryable: true }, false],
    ['a passing error of the server', { kind: 'server' }, true],
    ['too slow to start', { kind: 'timeout', timeoutType: 'SCHEDULE_TO_START' }, false],
    ['too slow on the whole', { kind: 'timeout', timeoutType: 'SCHEDULE_TO_CLOSE' }, false],
    ['an attempt that took too long', { kind: 'timeout', timeoutType: 'START_TO_CLOSE' }, true],
    ['silent, and the policy names that', { kind: 'timeout', timeoutType: 'HEARTBEAT' }, false],
    ['the failure of an activity', { kind: 'activity', activityId: '1', activityType: 'a' }, true],
  ])('that is %s is judged by its kind', (_what, info, retried) => {
    expect(decide({ failure: withInfo(info) }).retry).toBe(retried);
  });
});
