import type { RetryPolicy } from '@temporalio/common';
import type { WorkflowConfig } from './types';

const DEFAULTS = { initialInterval: '1s', backoffCoefficient: 10, maximumInterval: '120s' } as const;

/** A function that throws is run again only where the caller has asked for it: its steps would be taken again. */
export function workflowRetry(config: WorkflowConfig | undefined): RetryPolicy | undefined {
  const { maximumAttempts, backoffCoefficient, maximumInterval } = config ?? {};
  if (maximumAttempts === undefined || maximumAttempts <= 1) return undefined;
  return {
    ...DEFAULTS,
    maximumAttempts,
    ...(backoffCoefficient !== undefined && { backoffCoefficient }),
    ...(maximumInterval !== undefined && { maximumInterval: maximumInterval as RetryPolicy['maximumInterval'] }),
  };
}
