import { type RetryPolicy as TemporalRetryPolicy, compileRetryPolicy } from '@temporalio/common';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import type { RetryPolicy } from '@perdure/engine';

const DEFAULT_INITIAL_MS = 1_000;
const DEFAULT_COEFFICIENT = 2;
const DEFAULT_MAXIMUM_FACTOR = 100;

/**
 * A retry policy with every unset value filled in as Temporal's server does: 1 s, doubled each time, at most 100 times
 * the first interval, no limit of attempts. Throws `ValueError` with Temporal's messages for impossible values.
 */
export function retryPolicyToWire(policy: TemporalRetryPolicy): RetryPolicy {
  const compiled = compileRetryPolicy(policy);
  const initialIntervalMs = optionalTsToMs(compiled.initialInterval) ?? DEFAULT_INITIAL_MS;
  return {
    initialIntervalMs,
    backoffCoefficient: compiled.backoffCoefficient ?? DEFAULT_COEFFICIENT,
    maximumIntervalMs: optionalTsToMs(compiled.maximumInterval) ?? initialIntervalMs * DEFAULT_MAXIMUM_FACTOR,
    maximumAttempts: compiled.maximumAttempts ?? 0,
    nonRetryableErrorTypes: compiled.nonRetryableErrorTypes ?? [],
  };
}

/** The policy as Temporal's code shows it: no limit of attempts is left out. */
export function retryPolicyFromWire(policy: RetryPolicy): TemporalRetryPolicy {
  return {
    initialInterval: policy.initialIntervalMs,
    backoffCoefficient: policy.backoffCoefficient,
    maximumInterval: policy.maximumIntervalMs,
    ...(policy.maximumAttempts > 0 && { maximumAttempts: policy.maximumAttempts }),
    nonRetryableErrorTypes: [...policy.nonRetryableErrorTypes],
  };
}
