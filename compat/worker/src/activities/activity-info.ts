import type { Info } from '@perdure/activity';
import { type ActivityTask, isStandalone } from '@perdure/engine';
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
    ...originOf(task, namespace),
    scheduledTimestampMs: scheduled.standalone?.scheduledMs ?? scheduled.timeMs,
    currentAttemptScheduledTimestampMs: task.attemptScheduledMs,
    scheduleToCloseTimeoutMs: scheduled.scheduleToCloseTimeoutMs ?? 0,
    startToCloseTimeoutMs: scheduled.startToCloseTimeoutMs ?? 0,
    heartbeatTimeoutMs: scheduled.heartbeatTimeoutMs,
    heartbeatDetails,
    taskQueue,
    priority: scheduled.priority ?? {},
    retryPolicy: retryPolicyFromWire(scheduled.retryPolicy),
  };
}

/** The workflow that scheduled it; a standalone activity is a run of its own. */
function originOf(task: ActivityTask, namespace: string) {
  const { workflowId, runId, workflowType } = task;
  const inWorkflow = !isStandalone(task);
  return {
    inWorkflow,
    workflowExecution: inWorkflow ? { workflowId, runId } : undefined,
    workflowNamespace: inWorkflow ? namespace : undefined,
    workflowType: inWorkflow ? workflowType : undefined,
    activityRunId: inWorkflow ? undefined : runId,
  };
}
