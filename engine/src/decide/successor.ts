/**
 * The next run of a chain: after continue-as-new, a workflow retry, or a cron tick. It starts in the transition that
 * closes its predecessor, so an id never has two open runs, and never none in between (invariant 6).
 */
import type { Initiator, WorkflowExecutionStarted } from '../model/event';
import type { Failure } from '../model/failure';
import type { Payload } from '../model/payload';
import type { Effect } from '../model/transition';
import { SCHEDULE_TASK } from './body';
import { createRun } from './create-run';
import { newRun } from './start';

export interface Successor {
  readonly runId: string;
  readonly initiator: Initiator;
  readonly nowMs: number;
  /** Start of the predecessor. */
  readonly runStartMs: number;
  readonly backoffMs?: number;
  readonly attempt: number;
  readonly lastCompletionResult?: readonly Payload[];
  readonly continuedFailure?: Failure;
  /** What differs from the predecessor's start. */
  readonly changes?: Partial<WorkflowExecutionStarted>;
}

/** Creates the successor and its first task (or its hold). Append and close the predecessor before. */
export function successorEffects(previous: WorkflowExecutionStarted, next: Successor): readonly Effect[] {
  const started: WorkflowExecutionStarted = {
    ...previous,
    ...next.changes,
    runId: next.runId,
    attempt: next.attempt,
    originalExecutionRunId: next.runId,
    continuedExecutionRunId: previous.runId,
    chainStartMs: previous.chainStartMs ?? next.runStartMs,
    initiator: next.initiator,
    firstWorkflowTaskBackoffMs: next.backoffMs || undefined,
    lastCompletionResult: next.lastCompletionResult,
    continuedFailure: next.continuedFailure,
  };
  const run = newRun(started, {
    onClose: onCloseOf(started),
    hold: next.backoffMs ? { kind: 'backoff', delayMs: next.backoffMs } : undefined,
    nowMs: next.nowMs,
  });
  return [...createRun(run, started), ...(run.hold ? [] : [SCHEDULE_TASK])];
}

/** The message that tells a parent, or a schedule, of a chain's end; the same for every run of the chain. */
export function onCloseOf({
  parent,
  schedule,
  firstExecutionRunId: firstRunId,
}: Pick<WorkflowExecutionStarted, 'parent' | 'schedule' | 'firstExecutionRunId'>): string | undefined {
  if (parent) return JSON.stringify({ kind: 'childClosed', parent, firstRunId });
  return schedule && JSON.stringify({ kind: 'scheduledClosed', schedule, firstRunId });
}
