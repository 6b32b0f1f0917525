import type { Resolution } from '../model/activation';
import type { ActivityCancellationType, CommandOf } from '../model/command';
import type { EventOf } from '../model/event';
import type { Failure, RetryState } from '../model/failure';
import type { Issued } from './command-queue';
import { activityFailure, CANCELED } from './failures';
import type { ActivityFacts } from './failures';
import type { Run } from './run';
import { operationAt } from './run';

/** An activity, from `scheduleActivity` until its closing event. */
export interface Activity {
  readonly family: 'activity';
  readonly seq: number;
  readonly activityId: string;
  readonly activityType: string;
  readonly cancellationType: ActivityCancellationType;
  state:
    | { readonly at: 'requested'; readonly issued: Issued }
    | { readonly at: 'scheduled'; readonly eventId: number }
    /** Told to stop; the code waits for what it answers. */
    | { readonly at: 'cancelling'; readonly eventId: number }
    /** The code has been told it was cancelled; what still happens to it is nobody's business. */
    | { readonly at: 'given up' };
  startedEventId?: number;
}

export function scheduleActivity(run: Run, command: CommandOf<'scheduleActivity'>): void {
  const { seq, cancellationType, ...resolved } = command;
  const { activityId, activityType } = command;
  const issued = run.queue.issue(resolved, {
    recorded: (eventId) => {
      activity.state = { at: 'scheduled', eventId };
      run.byEvent.set(eventId, activity);
    },
  });
  const state: Activity['state'] = { at: 'requested', issued };
  const activity: Activity = { family: 'activity', seq, activityId, activityType, cancellationType, state };
  run.activities.set(seq, activity);
}

/**
 * Not sent yet: dropped. ABANDON: the code goes on, the activity too. TRY_CANCEL: the request is recorded and the code
 * goes on at once. WAIT_CANCELLATION_COMPLETED: the request is recorded and the closing event decides.
 */
export function requestCancelActivity(run: Run, { seq }: CommandOf<'requestCancelActivity'>): void {
  const activity = run.activities.get(seq);
  if (!activity || activity.state.at === 'cancelling' || activity.state.at === 'given up') return;
  if (activity.state.at === 'requested') {
    run.queue.withdraw(activity.state.issued);
    return giveUp(run, activity);
  }
  const { eventId } = activity.state;
  if (activity.cancellationType === 'ABANDON') return giveUp(run, activity);
  run.queue.issue({ kind: 'requestCancelActivity', scheduledEventId: eventId });
  if (activity.cancellationType === 'TRY_CANCEL') return giveUp(run, activity);
  activity.state = { at: 'cancelling', eventId };
}

export function activityStarted(run: Run, event: EventOf<'ActivityTaskStarted'> & { eventId: number }): void {
  const activity = operationAt(run, 'activity', event.scheduledEventId);
  if (activity) activity.startedEventId = event.eventId;
}

export function activityCompleted(run: Run, event: EventOf<'ActivityTaskCompleted'>): void {
  close(run, event.scheduledEventId, () => ({ status: 'completed', result: event.result ?? [] }));
}

export function activityFailed(run: Run, event: EventOf<'ActivityTaskFailed'>): void {
  const { scheduledEventId, identity, retryState, failure } = event;
  close(run, scheduledEventId, (facts) => {
    return failed('Activity task failed', { ...facts, identity }, retryState, failure);
  });
}

export function activityTimedOut(run: Run, event: EventOf<'ActivityTaskTimedOut'>): void {
  close(run, event.scheduledEventId, (facts) => {
    return failed('Activity task timed out', facts, event.retryState, event.failure);
  });
}

export function activityCanceled(run: Run, event: EventOf<'ActivityTaskCanceled'>): void {
  const { scheduledEventId, identity, details } = event;
  const cause: Failure = details ? { ...CANCELED, info: { kind: 'canceled', details } } : CANCELED;
  close(run, scheduledEventId, (facts) => cancelled({ ...facts, identity }, cause));
}

function giveUp(run: Run, activity: Activity): void {
  activity.state = { at: 'given up' };
  run.activities.delete(activity.seq);
  const { activityId, activityType } = activity;
  const resolution = cancelled({ activityId, activityType }, CANCELED);
  run.jobs.push({ kind: 'resolveActivity', seq: activity.seq, resolution });
}

function close(run: Run, scheduledEventId: number, resolve: (facts: ActivityFacts) => Resolution): void {
  const activity = operationAt(run, 'activity', scheduledEventId);
  if (!activity) return;
  run.byEvent.delete(scheduledEventId);
  if (activity.state.at === 'given up') return;
  run.activities.delete(activity.seq);
  const { activityId, activityType, startedEventId } = activity;
  const resolution = resolve({ activityId, activityType, scheduledEventId, startedEventId });
  run.jobs.push({ kind: 'resolveActivity', seq: activity.seq, resolution });
}

function failed(message: string, facts: ActivityFacts, retryState: RetryState, cause: Failure): Resolution {
  return { status: 'failed', failure: activityFailure(message, facts, retryState, cause) };
}

function cancelled(facts: ActivityFacts, cause: Failure): Resolution {
  return { status: 'cancelled', failure: activityFailure('Activity cancelled', facts, 'CANCEL_REQUESTED', cause) };
}
