import type { Failure } from '../../src/model/failure';
import { history, json, START_MS, type HistoryWriter } from './history';

/** Events that between them have every constant and most fields. */
export function everyEvent(): HistoryWriter {
  const map = { a: json(1) };
  const ref = { workflowId: 'other', runId: 'r' };
  const retryPolicy = {
    initialIntervalMs: 1_000,
    backoffCoefficient: 1.5,
    maximumIntervalMs: 2_500,
    maximumAttempts: 3,
    nonRetryableErrorTypes: ['T'],
  };
  const writer = history().started({
    input: [json(1)],
    header: map,
    memo: map,
    searchAttributes: map,
    identity: 'c',
    workflowRunTimeoutMs: 1,
    workflowExecutionTimeoutMs: 60_000,
    workflowExecutionExpirationMs: START_MS,
    retryPolicy,
    cronSchedule: '* * * * *',
    firstWorkflowTaskBackoffMs: 10,
    continuedExecutionRunId: 'before',
    initiator: 'CRON_SCHEDULE',
    lastCompletionResult: [json(1)],
    continuedFailure: { message: 'x' },
    parent: { ...ref, namespace: 'n', initiatedEventId: 3 },
    root: ref,
    priority: { priorityKey: 1, fairnessKey: 'f', fairnessWeight: 2 },
    summary: json('s'),
    details: json('d'),
  });
  for (const cause of TASK_FAILED_CAUSES) writer.add('WorkflowTaskFailed', { cause });
  for (const retryState of RETRY_STATES) writer.add('WorkflowExecutionTimedOut', { retryState });
  for (const timeoutType of ['START_TO_CLOSE', 'SCHEDULE_TO_START', 'SCHEDULE_TO_CLOSE', 'HEARTBEAT'] as const) {
    const info = { kind: 'timeout', timeoutType, lastHeartbeatDetails: [json(1)] } as const;
    writer.add('WorkflowTaskTimedOut', { timeoutType });
    writer.add('ActivityTaskFailed', { scheduledEventId: 5, retryState: 'TIMEOUT', failure: { message: 't', info } });
  }
  for (const cause of ['EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND', 'SIGNAL_COUNT_LIMIT_EXCEEDED'] as const) {
    writer.add('SignalExternalWorkflowExecutionFailed', { ...ref, initiatedEventId: 1, cause });
  }
  for (const cause of ['WORKFLOW_ALREADY_EXISTS', 'NAMESPACE_NOT_FOUND'] as const) {
    writer.add('StartChildWorkflowExecutionFailed', { workflowId: 'k', workflowType: 'k', initiatedEventId: 1, cause });
  }
  for (const parentClosePolicy of ['TERMINATE', 'ABANDON', 'REQUEST_CANCEL'] as const) {
    for (const workflowIdReusePolicy of [
      'ALLOW_DUPLICATE',
      'ALLOW_DUPLICATE_FAILED_ONLY',
      'REJECT_DUPLICATE',
    ] as const) {
      writer.add('StartChildWorkflowExecutionInitiated', {
        workflowId: 'k',
        workflowType: 'k',
        taskQueue: 'q',
        workflowTaskTimeoutMs: 1,
        parentClosePolicy,
        workflowIdReusePolicy,
      });
    }
  }
  for (const initiator of ['WORKFLOW', 'RETRY'] as const) {
    writer.add('WorkflowExecutionContinuedAsNew', {
      newExecutionRunId: 'n',
      workflowType: 'w',
      taskQueue: 'q',
      workflowTaskTimeoutMs: 1,
      backoffStartIntervalMs: 1,
      initiator,
    });
  }
  return writer
    .add('RequestCancelExternalWorkflowExecutionFailed', {
      ...ref,
      initiatedEventId: 1,
      cause: 'EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND',
    })
    .add('WorkflowTaskStarted', { identity: 'w', historySizeBytes: 10, suggestContinueAsNew: true })
    .add('WorkflowTaskCompleted', { identity: 'w', coreUsedFlags: [1], langUsedFlags: [2] })
    .add('MarkerRecorded', { markerName: 'm', details: { d: [json(1)] } })
    .add('WorkflowPropertiesModified', { upsertedMemo: map })
    .add('UpsertWorkflowSearchAttributes', { searchAttributes: map })
    .add('WorkflowExecutionUpdateAccepted', {
      updateId: 'u',
      request: { updateId: 'u', name: 'set', identity: 'c', input: [json(1)], header: map },
    })
    .add('WorkflowExecutionUpdateCompleted', {
      updateId: 'u',
      acceptedEventId: 1,
      outcome: { failure: { message: 'x' } },
    })
    .add('WorkflowExecutionCancelRequested', { cause: 'c', externalWorkflow: ref })
    .add('WorkflowTaskFailed', { cause: 'RESET_WORKFLOW', baseRunId: 'before', newRunId: 'after' })
    .add('WorkflowTaskCompleted', { sdkVersion: '1.10.0', buildId: '@temporalio/worker@1.10.0+x' })
    .add('MarkerRecorded', {
      markerName: 'm',
      failure: { message: 'x', info: { kind: 'canceled', details: [json(1)] } },
    })
    .add('ActivityTaskStarted', { scheduledEventId: 5, attempt: 2, lastFailure: nested() })
    .add('WorkflowExecutionTerminated', { reason: 'r', details: [json(1)], identity: 'c' });
}

const RETRY_STATES = [
  'IN_PROGRESS',
  'NON_RETRYABLE_FAILURE',
  'TIMEOUT',
  'MAXIMUM_ATTEMPTS_REACHED',
  'RETRY_POLICY_NOT_SET',
  'INTERNAL_SERVER_ERROR',
  'CANCEL_REQUESTED',
] as const;
const TASK_FAILED_CAUSES = [
  'UNHANDLED_COMMAND',
  'WORKFLOW_WORKER_UNHANDLED_FAILURE',
  'NON_DETERMINISTIC_ERROR',
  'BAD_SEARCH_ATTRIBUTES',
  'PENDING_ACTIVITIES_LIMIT_EXCEEDED',
  'PENDING_CHILD_WORKFLOWS_LIMIT_EXCEEDED',
  'PENDING_SIGNALS_LIMIT_EXCEEDED',
  'SCHEDULE_ACTIVITY_DUPLICATE_ID',
  'START_TIMER_DUPLICATE_ID',
  'PAYLOADS_TOO_LARGE',
  'FORCE_CLOSE_COMMAND',
  'RESET_WORKFLOW',
] as const;

function nested(): Failure {
  return {
    message: 'Activity task failed',
    source: 'Server',
    stackTrace: 'at x',
    encodedAttributes: json({}),
    info: {
      kind: 'activity',
      activityType: 'a',
      activityId: '1',
      scheduledEventId: 5,
      startedEventId: 6,
      identity: 'w',
      retryState: 'TIMEOUT',
    },
    cause: {
      message: 'Child Workflow execution failed',
      info: {
        kind: 'childWorkflow',
        namespace: 'n',
        workflowId: 'k',
        runId: 'r',
        workflowType: 'kid',
        initiatedEventId: 3,
        startedEventId: 4,
        retryState: 'NON_RETRYABLE_FAILURE',
      },
      cause: {
        message: 'x',
        info: { kind: 'application', type: 'T', nonRetryable: true, nextRetryDelayMs: 1_500, category: 'BENIGN' },
        cause: {
          message: 'server',
          info: { kind: 'server', nonRetryable: true },
          cause: { message: 'gone', info: { kind: 'terminated' } },
        },
      },
    },
  };
}
