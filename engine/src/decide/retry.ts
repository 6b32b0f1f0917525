import type { Failure, RetryState } from '../model/failure';
import type { RetryPolicy } from '../model/retry-policy';

export type RetryDecision =
  { readonly retry: true; readonly delayMs: number } | { readonly retry: false; readonly state: RetryState };

export interface RetryQuestion {
  readonly policy: RetryPolicy | undefined;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly failure: Failure;
  readonly nowMs: number;
  /** Store time after which no attempt may begin; undefined: none. */
  readonly expirationMs: number | undefined;
}

/**
 * Whether a failed attempt is tried again, and when (spec 9.10): initial x coefficient^(attempt-1), capped, without
 * jitter. `nextRetryDelay` of the failure replaces the interval and is capped as well.
 */
export function decideRetry(question: RetryQuestion): RetryDecision {
  const { policy, attempt, failure, nowMs, expirationMs } = question;
  if (!policy) return { retry: false, state: 'RETRY_POLICY_NOT_SET' };
  if (isFinal(failure, policy)) return { retry: false, state: 'NON_RETRYABLE_FAILURE' };
  if (policy.maximumAttempts > 0 && attempt >= policy.maximumAttempts) {
    return { retry: false, state: 'MAXIMUM_ATTEMPTS_REACHED' };
  }
  const delayMs = Math.max(1, Math.round(interval(policy, attempt, failure)));
  if (expirationMs !== undefined && nowMs + delayMs > expirationMs) return { retry: false, state: 'TIMEOUT' };
  return { retry: true, delayMs };
}

function interval(policy: RetryPolicy, attempt: number, failure: Failure): number {
  const wanted =
    failure.info?.kind === 'application' && failure.info.nextRetryDelayMs !== undefined
      ? failure.info.nextRetryDelayMs
      : policy.initialIntervalMs * policy.backoffCoefficient ** (attempt - 1);
  return Math.min(wanted, policy.maximumIntervalMs);
}

const RETRYABLE_TIMEOUTS: ReadonlySet<string> = new Set(['START_TO_CLOSE', 'HEARTBEAT']);

function isFinal(failure: Failure, policy: RetryPolicy): boolean {
  const info = failure.info;
  switch (info?.kind) {
    case 'canceled':
    case 'terminated':
      return true;
    case 'timeout':
      return (
        !RETRYABLE_TIMEOUTS.has(info.timeoutType) ||
        policy.nonRetryableErrorTypes.includes(`TemporalTimeout:${TIMEOUT_NAMES[info.timeoutType]}`)
      );
    case 'server':
      return info.nonRetryable ?? false;
    case 'application':
      return (
        (info.nonRetryable ?? false) || (info.type !== undefined && policy.nonRetryableErrorTypes.includes(info.type))
      );
    default:
      return false;
  }
}

/** The spellings of the pseudo error types that name timeouts. */
const TIMEOUT_NAMES = {
  START_TO_CLOSE: 'StartToClose',
  SCHEDULE_TO_START: 'ScheduleToStart',
  SCHEDULE_TO_CLOSE: 'ScheduleToClose',
  HEARTBEAT: 'Heartbeat',
} as const;
