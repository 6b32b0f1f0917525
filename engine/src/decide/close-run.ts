import type { EventBody, WorkflowExecutionStarted } from '../model/event';
import type { Failure } from '../model/failure';
import type { Payload } from '../model/payload';
import type { ClosedStatus } from '../model/status';
import type { Effect } from '../model/transition';
import { cronBackoffMs } from './cron';
import { decideRetry } from './retry';
import { successorEffects } from './successor';

/** What deciding on the end of a run needs to know of it. */
export interface ClosingRun {
  readonly started: WorkflowExecutionStarted;
  readonly runStartMs: number;
  readonly nowMs: number;
  readonly retentionMs: number;
  readonly newId: () => string;
}

export type Ending =
  | { readonly as: 'completed'; readonly result: readonly Payload[] }
  | { readonly as: 'failed'; readonly failure: Failure }
  | { readonly as: 'timedOut'; readonly failure: Failure; readonly expired: boolean };

export interface ClosePlan {
  readonly event: EventBody;
  /** After the event has been appended: close, and the successor if there is one. */
  readonly effects: readonly Effect[];
}

/** How a run ends, and what follows: a retry by its policy, the next cron time, or nothing (spec 9.10, 9.24). */
export function closeRun(run: ClosingRun, ending: Ending): ClosePlan {
  const retry = retryOf(run, ending);
  const cronMs = retry.retry ? undefined : nextCron(run, ending);
  const newExecutionRunId = retry.retry || cronMs !== undefined ? run.newId() : undefined;
  const close: Effect = {
    do: 'close',
    status: STATUS[ending.as],
    retentionMs: run.retentionMs,
    final: newExecutionRunId === undefined,
  };
  const event = closingEvent(ending, retry.retry ? 'IN_PROGRESS' : retry.state, newExecutionRunId);
  if (newExecutionRunId === undefined) return { event, effects: [close] };
  const successor = successorEffects(run.started, {
    runId: newExecutionRunId,
    initiator: retry.retry ? 'RETRY' : 'CRON_SCHEDULE',
    nowMs: run.nowMs,
    runStartMs: run.runStartMs,
    backoffMs: retry.retry ? retry.delayMs : cronMs,
    attempt: retry.retry ? run.started.attempt + 1 : 1,
    lastCompletionResult: ending.as === 'completed' ? ending.result : run.started.lastCompletionResult,
    continuedFailure: ending.as === 'completed' ? undefined : ending.failure,
  });
  return { event, effects: [close, ...successor] };
}

const STATUS = { completed: 'COMPLETED', failed: 'FAILED', timedOut: 'TIMED_OUT' } as const satisfies Record<
  Ending['as'],
  ClosedStatus
>;

function retryOf(run: ClosingRun, ending: Ending) {
  if (ending.as === 'completed') return { retry: false, state: 'RETRY_POLICY_NOT_SET' } as const;
  if (ending.as === 'timedOut' && ending.expired) return { retry: false, state: 'TIMEOUT' } as const;
  return decideRetry({
    policy: run.started.retryPolicy,
    attempt: run.started.attempt,
    failure: ending.failure,
    nowMs: run.nowMs,
    expirationMs: run.started.workflowExecutionExpirationMs,
  });
}

function nextCron(run: ClosingRun, ending: Ending): number | undefined {
  const { cronSchedule, workflowExecutionExpirationMs } = run.started;
  if (!cronSchedule || (ending.as === 'timedOut' && ending.expired)) return undefined;
  const dueMs = run.runStartMs + (run.started.firstWorkflowTaskBackoffMs ?? 0);
  const backoffMs = cronBackoffMs(cronSchedule, run.nowMs, dueMs);
  const expired = workflowExecutionExpirationMs !== undefined && run.nowMs + backoffMs > workflowExecutionExpirationMs;
  return expired ? undefined : backoffMs;
}

function closingEvent(
  ending: Ending,
  retryState: 'IN_PROGRESS' | Extract<ReturnType<typeof retryOf>, { retry: false }>['state'],
  newExecutionRunId: string | undefined,
): EventBody {
  switch (ending.as) {
    case 'completed':
      return { type: 'WorkflowExecutionCompleted', result: ending.result, newExecutionRunId };
    case 'failed':
      return { type: 'WorkflowExecutionFailed', failure: ending.failure, retryState, newExecutionRunId };
    case 'timedOut':
      return { type: 'WorkflowExecutionTimedOut', retryState, newExecutionRunId };
  }
}
