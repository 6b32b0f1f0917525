import type { Job, Resolution } from '../model/activation';
import type { ChildCancellationType, CommandOf } from '../model/command';
import type { EventOf } from '../model/event';
import type { Failure, RetryState } from '../model/failure';
import type { Issued } from './command-queue';
import type { ChildFacts } from './failures';
import { CANCELED, CHILD_TERMINATED, CHILD_TIMED_OUT, childFailure } from './failures';
import type { Run } from './run';
import { operationAt } from './run';

/** A child workflow, from `startChildWorkflow` until it has failed to start or closed. */
export interface Child {
  readonly family: 'child';
  readonly seq: number;
  readonly workflowId: string;
  readonly workflowType: string;
  readonly cancellationType: ChildCancellationType;
  state:
    | { readonly at: 'requested'; readonly issued: Issued }
    | { readonly at: 'initiated'; readonly eventId: number }
    | { readonly at: 'started'; readonly eventId: number; readonly runId: string; readonly startedEventId: number }
    /** The code has been told it was cancelled; its later events are nobody's business. */
    | { readonly at: 'given up' };
}

export function startChildWorkflow(run: Run, command: CommandOf<'startChildWorkflow'>): void {
  const { seq, cancellationType, ...resolved } = command;
  const { workflowId, workflowType } = command;
  const issued = run.queue.issue(resolved, {
    recorded: (eventId) => {
      child.state = { at: 'initiated', eventId };
      run.byEvent.set(eventId, child);
    },
  });
  const state: Child['state'] = { at: 'requested', issued };
  const child: Child = { family: 'child', seq, workflowId, workflowType, cancellationType, state };
  run.children.set(seq, child);
}

/**
 * Whether the code goes on as soon as it cancels a child, or waits for the child to close. Temporal documents that
 * WAIT_CANCELLATION_REQUESTED waits for the request to be delivered; its core waits for the child to close, and so do
 * we: histories and code written there must play the same here.
 */
const GOES_ON_AT_ONCE = {
  ABANDON: true,
  TRY_CANCEL: true,
  WAIT_CANCELLATION_REQUESTED: false,
  WAIT_CANCELLATION_COMPLETED: false,
} satisfies Record<ChildCancellationType, boolean>;

export function cancelChildWorkflow(run: Run, { childSeq, reason }: CommandOf<'cancelChildWorkflow'>): void {
  const child = run.children.get(childSeq);
  if (!child || child.state.at === 'given up') return;
  if (child.state.at === 'requested') {
    run.queue.withdraw(child.state.issued);
    run.jobs.push(cancelledBeforeStart(run, child, reason));
    return giveUp(run, child);
  }
  if (child.cancellationType !== 'ABANDON') {
    const { workflowId } = child;
    const runId = child.state.at === 'started' ? child.state.runId : '';
    run.queue.issue({ kind: 'requestCancelExternalWorkflow', workflowId, runId, childWorkflowOnly: true, reason });
  }
  if (!GOES_ON_AT_ONCE[child.cancellationType]) return;
  run.jobs.push({ kind: 'resolveChild', seq: childSeq, resolution: cancelled(factsOf(run, child)) });
  giveUp(run, child);
}

export function childStartFailed(run: Run, event: EventOf<'StartChildWorkflowExecutionFailed'>): void {
  const child = operationAt(run, 'child', event.initiatedEventId);
  if (!child) return;
  run.byEvent.delete(event.initiatedEventId);
  if (child.state.at === 'given up') return;
  const { seq, workflowId, workflowType } = child;
  giveUp(run, child);
  run.jobs.push({ kind: 'resolveChildStart', seq, resolution: { status: 'failed', workflowId, workflowType } });
}

export function childStarted(run: Run, event: EventOf<'ChildWorkflowExecutionStarted'> & { eventId: number }): void {
  const { initiatedEventId, runId } = event;
  const child = operationAt(run, 'child', initiatedEventId);
  if (!child || child.state.at === 'given up') return;
  child.state = { at: 'started', eventId: initiatedEventId, runId, startedEventId: event.eventId };
  run.jobs.push({ kind: 'resolveChildStart', seq: child.seq, resolution: { status: 'started', runId } });
}

export function childCompleted(run: Run, event: EventOf<'ChildWorkflowExecutionCompleted'>): void {
  close(run, event.initiatedEventId, () => ({ status: 'completed', result: event.result ?? [] }));
}

export function childFailed(run: Run, event: EventOf<'ChildWorkflowExecutionFailed'>): void {
  close(run, event.initiatedEventId, (facts) => failed('failed', facts, event.retryState, event.failure));
}

export function childTimedOut(run: Run, event: EventOf<'ChildWorkflowExecutionTimedOut'>): void {
  close(run, event.initiatedEventId, (facts) => failed('timed out', facts, event.retryState, CHILD_TIMED_OUT));
}

export function childTerminated(run: Run, event: EventOf<'ChildWorkflowExecutionTerminated'>): void {
  close(run, event.initiatedEventId, (facts) => {
    return failed('terminated', facts, 'NON_RETRYABLE_FAILURE', CHILD_TERMINATED);
  });
}

export function childCanceled(run: Run, event: EventOf<'ChildWorkflowExecutionCanceled'>): void {
  close(run, event.initiatedEventId, cancelled);
}

function close(run: Run, initiatedEventId: number, resolve: (facts: ChildFacts) => Resolution): void {
  const child = operationAt(run, 'child', initiatedEventId);
  if (!child) return;
  run.byEvent.delete(initiatedEventId);
  if (child.state.at === 'given up') return;
  const resolution = resolve(factsOf(run, child));
  giveUp(run, child);
  run.jobs.push({ kind: 'resolveChild', seq: child.seq, resolution });
}

function giveUp(run: Run, child: Child): void {
  child.state = { at: 'given up' };
  run.children.delete(child.seq);
}

function factsOf(run: Run, child: Child): ChildFacts {
  const { workflowId, workflowType, state } = child;
  const facts = { namespace: run.namespace, workflowId, workflowType, runId: '' };
  if (state.at === 'initiated') return { ...facts, initiatedEventId: state.eventId };
  if (state.at !== 'started') return facts;
  const { eventId: initiatedEventId, startedEventId, runId } = state;
  return { ...facts, runId, initiatedEventId, startedEventId };
}

function failed(how: string, facts: ChildFacts, retryState: RetryState, cause: Failure): Resolution {
  return { status: 'failed', failure: childFailure(`Child Workflow execution ${how}`, facts, retryState, cause) };
}

function cancelled(facts: ChildFacts): Resolution {
  const failure = childFailure('Child Workflow execution cancelled', facts, 'NON_RETRYABLE_FAILURE', CANCELED);
  return { status: 'cancelled', failure };
}

function cancelledBeforeStart(run: Run, child: Child, reason: string | undefined): Job {
  const message = `Child Workflow Execution cancelled before scheduled${reason ? `: ${reason}` : ''}`;
  const failure = childFailure(message, factsOf(run, child), 'NON_RETRYABLE_FAILURE', CANCELED);
  return { kind: 'resolveChildStart', seq: child.seq, resolution: { status: 'cancelled', failure } };
}
