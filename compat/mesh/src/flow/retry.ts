import type { RetryPolicy } from '@temporalio/common';
import { msToNumber, type Duration } from '@temporalio/common/lib/time';
import { durationMs } from '../call/duration';
import type { WorkflowConfig } from './types';

/** How often something is run again, in HotMesh's words. */
interface Repetition {
  readonly maximumAttempts?: number;
  readonly backoffCoefficient?: number;
  readonly maximumInterval?: string;
}

const FIRST_PAUSE_MS = 1_000;
const DEFAULT_MAXIMUM = '120s';
const ACTIVITY_COEFFICIENT = 2;
const WORKFLOW_COEFFICIENT = 10;

/** An activity is repeated until it succeeds, unless the caller says how often. */
export function activityRetry(policy: Repetition = {}): RetryPolicy {
  checkRepetition(policy);
  return retryOf(policy, ACTIVITY_COEFFICIENT);
}

/** A function that throws is run again only where the caller has asked for it: its steps would be taken again. */
export function workflowRetry(config: WorkflowConfig = {}): RetryPolicy | undefined {
  checkRepetition(config);
  const { maximumAttempts = 1 } = config;
  return maximumAttempts > 1 ? retryOf(config, WORKFLOW_COEFFICIENT) : undefined;
}

/** @throws TypeError that names the number and what it may be. */
function checkRepetition({ maximumAttempts, backoffCoefficient, maximumInterval }: Repetition): void {
  if (maximumAttempts !== undefined && (!Number.isInteger(maximumAttempts) || maximumAttempts < 1)) {
    throw new TypeError(`maximumAttempts is ${String(maximumAttempts)}: it counts runs, so give a whole number from 1`);
  }
  if (backoffCoefficient !== undefined && !(backoffCoefficient >= 1)) {
    throw new TypeError(`backoffCoefficient is ${String(backoffCoefficient)}: give a number from 1`);
  }
  if (maximumInterval !== undefined) durationMs(maximumInterval);
}

function retryOf(
  { maximumAttempts, backoffCoefficient, maximumInterval }: Repetition,
  coefficient: number,
): RetryPolicy {
  const longest = (maximumInterval ?? DEFAULT_MAXIMUM) as Duration;
  return {
    initialInterval: Math.min(FIRST_PAUSE_MS, msToNumber(longest)),
    backoffCoefficient: backoffCoefficient ?? coefficient,
    maximumInterval: longest,
    ...(maximumAttempts !== undefined && { maximumAttempts }),
  };
}
