import type { ActivityTaskScheduled } from '../../model/event';
import { DEFAULT_ACTIVITY_RETRY } from '../../model/retry-policy';
import type { Effect } from '../../model/transition';
import { activityTimeouts } from '../activity-timeouts';
import { inheritPriority } from '../inherit-priority';
import { arriveClose, SCHEDULE_TASK } from '../body';
import { activityField, dropActivity, isRunning, waitsForWorker } from '../pending-activity';
import { beginEffects, queueEffects } from '../queue-attempt';
import type { CommandRule } from './context';

export const scheduleActivity: CommandRule<'scheduleActivity'> = (command, eventId, context) => {
  const event: ActivityTaskScheduled = {
    type: 'ActivityTaskScheduled',
    activityId: command.activityId,
    activityType: command.activityType,
    taskQueue: command.taskQueue || context.started.taskQueue,
    input: command.args,
    header: command.header,
    ...activityTimeouts(command, context.started.workflowRunTimeoutMs),
    retryPolicy: command.retryPolicy ?? DEFAULT_ACTIVITY_RETRY,
    priority: inheritPriority(context.started.priority, command.priority),
    summary: command.summary,
  };
  return { events: [event], effects: scheduleEffects(event, eventId, command.allowEagerDispatch ?? true) };
};

function scheduleEffects(event: ActivityTaskScheduled, id: number, eager: boolean): readonly Effect[] {
  return [...beginEffects(event, id), ...queueEffects(event, id, 1, eager)];
}

/**
 * A waiting attempt is taken back at once, and the code hears of it; a running one is told with its next heartbeat;
 * one that has ended by now is left as it is. A run that closes forgets its activities anyway.
 */
export const requestCancelActivity: CommandRule<'requestCancelActivity'> = (command, _eventId, context) => {
  const { scheduledEventId } = command;
  return {
    events: [{ type: 'ActivityTaskCancelRequested', scheduledEventId }],
    effects: context.closes ? [] : cancelEffects(scheduledEventId, context.identity),
  };
};

function cancelEffects(scheduledEventId: number, identity: string): readonly Effect[] {
  return [
    {
      do: 'when',
      guard: waitsForWorker(scheduledEventId),
      then: [
        arriveClose(`act:${scheduledEventId}`, { type: 'ActivityTaskCanceled', scheduledEventId, identity }),
        ...dropActivity(scheduledEventId),
        SCHEDULE_TASK,
      ],
      else: [],
    },
    {
      do: 'when',
      guard: isRunning(scheduledEventId),
      then: [{ do: 'set', hash: 'pending', field: activityField(scheduledEventId, ':cancel'), value: '1' }],
      else: [],
    },
  ];
}
