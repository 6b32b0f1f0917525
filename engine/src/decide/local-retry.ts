import type { Failure, RetryState } from '../model/failure';
import type { RetryPolicy } from '../model/retry-policy';
import { decideRetry, type RetryDecision } from './retry';

export interface LocalRetryQuestion {
  readonly policy: RetryPolicy;
  readonly attempt: number;
  readonly failure: Failure;
  readonly nowMs: number;
  readonly expirationMs: number | undefined;
}

/**
 * Whether a failed attempt of a local activity is tried again, and when. As for other activities, with two differences
 * of Temporal's: types that are not retried are compared without case, and `nextRetryDelay` is not capped.
 */
export function decideLocalRetry(question: LocalRetryQuestion): RetryDecision {
  const { policy, failure, nowMs, expirationMs } = question;
  const asked = failure.info?.kind === 'application' ? failure.info.nextRetryDelayMs : undefined;
  const decision = decideRetry({
    ...question,
    policy: { ...policy, nonRetryableErrorTypes: spelledAs(failure, policy.nonRetryableErrorTypes) },
    // The capped delay must not be what decides whether there is time for another attempt.
    expirationMs: asked === undefined ? expirationMs : undefined,
  });
  if (!decision.retry || asked === undefined) return decision;
  const late = expirationMs !== undefined && nowMs + asked > expirationMs;
  return late ? { retry: false, state: 'TIMEOUT' satisfies RetryState } : { retry: true, delayMs: asked };
}

const TIMED_OUT_TYPE = 'TemporalTimeout:StartToClose';

/** The types, spelled as the failure spells its own where only case differs. */
function spelledAs({ info }: Failure, types: readonly string[]): readonly string[] {
  const own = info?.kind === 'application' ? info.type : info?.kind === 'timeout' ? TIMED_OUT_TYPE : undefined;
  return own === undefined ? types : types.map((type) => (type.toLowerCase() === own.toLowerCase() ? own : type));
}
