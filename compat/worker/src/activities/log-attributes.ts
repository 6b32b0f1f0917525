import type { Info } from '@perdure/activity';

/**
 * What every log line of an activity says about it.
 * @deprecated Intercept `getLogAttributes` to change them; they are added without help.
 */
export function activityLogAttributes(info: Info): Record<string, unknown> {
  const attributes: Record<string, unknown> = {
    isLocal: info.isLocal,
    attempt: info.attempt,
    namespace: info.namespace,
    taskToken: info.base64TaskToken,
    activityId: info.activityId,
    activityType: info.activityType,
    taskQueue: info.taskQueue,
  };
  if (info.workflowExecution === undefined) return { ...attributes, activityRunId: info.activityRunId };
  attributes.workflowId = info.workflowExecution.workflowId;
  attributes.workflowRunId = info.workflowExecution.runId;
  attributes.workflowType = info.workflowType;
  return attributes;
}
