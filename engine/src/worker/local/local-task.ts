import { activityTimeouts, type ActivityTimeouts } from '../../decide/activity-timeouts';
import type { LocalActivityRequest } from '../../model/local-activity';
import { DEFAULT_ACTIVITY_RETRY } from '../../model/retry-policy';
import type { ActivityTask } from '../../model/task';

/** The run that a local activity belongs to. */
export interface LocalRun {
  readonly workflowId: string;
  readonly workflowType: string;
  readonly runId: string;
  readonly taskQueue: string;
}

/** The timeouts of a local activity. Neither the run's timeout nor a heartbeat is among them. */
export function localTimeouts(request: LocalActivityRequest): ActivityTimeouts {
  return { ...activityTimeouts(request, undefined), heartbeatTimeoutMs: undefined };
}

/** An attempt as activity handlers take it. There is no event behind it: its id is 0. */
export function localTask(
  run: LocalRun,
  request: LocalActivityRequest,
  { attempt, scheduledMs, nowMs }: { readonly attempt: number; readonly scheduledMs: number; readonly nowMs: number },
): ActivityTask {
  const { activityId, activityType, args, header, retryPolicy = DEFAULT_ACTIVITY_RETRY } = request;
  return {
    kind: 'activity',
    isLocal: true,
    workflowId: run.workflowId,
    workflowType: run.workflowType,
    runId: run.runId,
    scheduledEventId: 0,
    attempt,
    scheduled: {
      type: 'ActivityTaskScheduled',
      eventId: 0,
      timeMs: request.originalScheduleTimeMs ?? scheduledMs,
      activityId,
      activityType,
      taskQueue: run.taskQueue,
      input: args,
      header,
      ...localTimeouts(request),
      retryPolicy,
    },
    attemptScheduledMs: scheduledMs,
    startedMs: nowMs,
  };
}
