import { describe, expect, it } from 'vitest';
import type { Failure } from '../model/failure';
import { DEFAULT_ACTIVITY_RETRY } from '../model/retry-policy';
import { decideLocalRetry } from './local-retry';

const application = (info: object = {}): Failure => ({ message: 'm', info: { kind: 'application', ...info } });
const timeout: Failure = { message: 'm', info: { kind: 'timeout', timeoutType: 'START_TO_CLOSE' } };

function decide(failure: Failure, policy: object = {}, expirationMs?: number) {
  return decideLocalRetry({
    policy: { ...DEFAULT_ACTIVITY_RETRY, ...policy },
    attempt: 2,
    failure,
    nowMs: 1_000,
    expirationMs,
  });
}

describe('the retry of a local activity', () => {
  it('waits as long as that of any other', () => {
    expect(decide(application())).toEqual({ retry: true, delayMs: 2_000 });
  });

  it('is not capped when the failure says when', () => {
    const failure = application({ nextRetryDelayMs: 500_000 });
    expect(decide(failure)).toEqual({ retry: true, delayMs: 500_000 });
    expect(decide(failure, {}, 400_000)).toEqual({ retry: false, state: 'TIMEOUT' });
  });

  it('does not happen for types that are named, in any case', () => {
    const final = { retry: false, state: 'NON_RETRYABLE_FAILURE' };
    expect(decide(application({ type: 'Kind' }), { nonRetryableErrorTypes: ['kIND'] })).toEqual(final);
    expect(decide(timeout, { nonRetryableErrorTypes: ['temporaltimeout:starttoclose'] })).toEqual(final);
    expect(decide(application({ nonRetryable: true, nextRetryDelayMs: 1 }))).toEqual(final);
  });

  it('does not begin after its time', () => {
    expect(decide(application(), {}, 2_999)).toEqual({ retry: false, state: 'TIMEOUT' });
    expect(decide(application(), {}, 3_000)).toMatchObject({ retry: true });
  });
});
