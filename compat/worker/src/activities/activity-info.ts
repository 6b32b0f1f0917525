import type { Info } from '@perdure/activity';
import type { ActivityTask } from '@perdure/engine';
import { retryPolicyFromWire } from '@perdure/common/lib/wire';

/** Facts of the worker that every info repeats. */
export interface ActivityPlace {
  readonly namespace: string;
  readonly taskQueue: string;
}

/** What an activity can know about itself. The task token is the engine's, as UTF-8 bytes. */
export function activityInfoOf(
  task: ActivityTask,
  taskToken: string,
  heartbeatDetails: unknown,
  { namespace, taskQueue }: ActivityPlace,
): Info {
  const { scheduled } = task;
  const token = Buffer.from(taskToken);
  return {
    taskToken: token,
    base64TaskToken: token.toString('base64'),
    activityId: scheduled.activityId,
    activityType: scheduled.activityType,
    activityNamespace: namespace,
    namespace,
    attempt: task.attempt,
    isLocal: task.isLocal ?? false,
    inWorkflow: true,
    workflowExecution: { workflowId: task.workflowId, runId: task.runId },
    workflowNamespace: namespace,
    workflowType: task.workflowType,
    scheduledTimestampMs: scheduled.timeMs,
    currentAttemptScheduledTimestampMs: task.attemptScheduledMs,
    scheduleToCloseTimeoutMs: scheduled.scheduleToCloseTimeoutMs ?? 0,
    startToCloseTimeoutMs: scheduled.startToCloseTimeoutMs ?? 0,
    heartbeatTimeoutMs: scheduled.heartbeatTimeoutMs,
    heartbeatDetails,
    taskQueue,
    priority: scheduled.priority ?? {},
    retryPolicy: retryPolicyFromWire(scheduled.retryPolicy),
    activityRunId: undefined,
  };
}
