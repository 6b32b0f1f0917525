import type { JobOf, RunInfo } from '../model/activation';
import type { HistoryEvent, WorkflowExecutionStarted } from '../model/event';
import { withoutTrace } from '../model/trace-header';

export type StartedEvent = WorkflowExecutionStarted & Pick<HistoryEvent, 'eventId' | 'timeMs'>;

/** What `workflowInfo()` needs, read from the first event of a run. */
function runInfo(namespace: string, started: StartedEvent): RunInfo {
  return {
    namespace,
    workflowId: started.workflowId,
    runId: started.runId,
    workflowType: started.workflowType,
    taskQueue: started.taskQueue,
    firstExecutionRunId: started.firstExecutionRunId,
    originalExecutionRunId: started.originalExecutionRunId,
    continuedFromExecutionRunId: started.continuedExecutionRunId,
    attempt: started.attempt,
    startTimeMs: started.chainStartMs ?? started.timeMs,
    runStartTimeMs: started.timeMs,
    executionTimeoutMs: started.workflowExecutionTimeoutMs,
    executionExpirationTimeMs: started.workflowExecutionExpirationMs,
    runTimeoutMs: started.workflowRunTimeoutMs,
    taskTimeoutMs: started.workflowTaskTimeoutMs,
    retryPolicy: started.retryPolicy,
    cronSchedule: started.cronSchedule,
    cronScheduleToScheduleIntervalMs: started.cronSchedule ? started.firstWorkflowTaskBackoffMs : undefined,
    parent: started.parent,
    root: started.root,
    memo: started.memo,
    searchAttributes: started.searchAttributes,
    lastResult: started.lastCompletionResult,
    lastFailure: started.continuedFailure,
    priority: started.priority,
  };
}

/** The first job of a run. */
export function initializeJob(namespace: string, started: StartedEvent): JobOf<'initializeWorkflow'> {
  return {
    kind: 'initializeWorkflow',
    info: runInfo(namespace, started),
    args: started.input ?? [],
    header: withoutTrace(started.header ?? {}),
    randomnessSeed: started.originalExecutionRunId,
  };
}
