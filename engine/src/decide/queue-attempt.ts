/** An attempt goes into its queue, or waits before it does. */
import type { ActivityTaskScheduled } from '../model/event';
import type { Failure } from '../model/failure';
import type { Effect, Guard, SimpleEffect, Transition } from '../model/transition';
import type { WaitingAttempt } from './attempt';
import { OPEN } from './guards';
import { activityField, activityTimer } from './pending-activity';

type Timeouts = Pick<ActivityTaskScheduled, 'startToCloseTimeoutMs' | 'heartbeatTimeoutMs' | 'taskQueue'>;

/** What is kept of an activity beside its attempt. `delayMs`: its time for all attempts begins that much later. */
export function beginEffects(event: ActivityTaskScheduled, id: number, delayMs = 0): SimpleEffect[] {
  const limits: SimpleEffect = {
    do: 'set',
    hash: 'pending',
    field: activityField(id, ':limits'),
    value: limitsOf(event),
  };
  if (!event.scheduleToCloseTimeoutMs) return [limits];
  const name = activityTimer(id, 'scheduleToClose');
  return [limits, { do: 'arm', name, delayMs: delayMs + event.scheduleToCloseTimeoutMs }];
}

/** What the store has to know of the activity when it starts an attempt. */
export function limitsOf(event: Timeouts): string {
  return `${event.startToCloseTimeoutMs ?? 0} ${event.heartbeatTimeoutMs ?? 0} ${event.taskQueue}`;
}

function pushAttempt(
  event: Pick<ActivityTaskScheduled, 'taskQueue' | 'priority'>,
  scheduledEventId: number,
  attempt: number,
  eager: boolean,
): SimpleEffect {
  const priority = event.priority?.priorityKey || 3;
  return { do: 'pushActivity', scheduledEventId, attempt, taskQueue: event.taskQueue, priority, eager };
}

/** The attempt is scheduled from now on, and in its queue. */
export function queueEffects(
  event: ActivityTaskScheduled,
  id: number,
  attempt: number,
  eager: boolean,
): SimpleEffect[] {
  const effects: SimpleEffect[] = [
    { do: 'set', hash: 'pending', field: activityField(id), value: `scheduled ${attempt}` },
    { do: 'stamp', hash: 'pending', field: activityField(id, ':at') },
  ];
  if (event.scheduleToStartTimeoutMs) {
    const name = activityTimer(id, 'scheduleToStart');
    effects.push({ do: 'arm', name, delayMs: event.scheduleToStartTimeoutMs });
  }
  effects.push(pushAttempt(event, id, attempt, eager));
  return effects;
}

/** The attempt failed and the next one waits. */
export function backOffEffects(attempt: WaitingAttempt, failure: Failure, delayMs: number): SimpleEffect[] {
  const id = attempt.scheduledEventId;
  return [
    { do: 'set', hash: 'pending', field: activityField(id), value: `backoff ${attempt.attempt + 1}` },
    { do: 'set', hash: 'pending', field: activityField(id, ':failure'), value: JSON.stringify(failure) },
    { do: 'unset', hash: 'pending', fields: [activityField(id, ':by'), activityField(id, ':alive')] },
    { do: 'disarm', names: [activityTimer(id, 'startToClose'), activityTimer(id, 'heartbeat')] },
    { do: 'arm', name: activityTimer(id, 'retry'), delayMs },
  ];
}

/** The next attempt's wait is over: it goes into its queue. */
export function releaseAttempt(attempt: WaitingAttempt, guards: readonly Guard[]): Transition {
  const { scheduledEventId: id, scheduled } = attempt;
  const effects: readonly Effect[] = [
    { do: 'disarm', names: [activityTimer(id, 'retry')] },
    ...queueEffects(scheduled, id, attempt.attempt, false),
  ];
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    alternatives: [{ guards: [OPEN, ...guards], effects }],
  };
}
