import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import { temporal } from '@temporalio/proto';
import { describe, expect, it } from 'vitest';
import { history, json, START_MS } from '../../test/support/history';
import { EVENT_FIELDS } from './temporal-fields';
import { failure } from './temporal-failure';
import { toTemporalJson } from './to-temporal-json';

const last = (writer: ReturnType<typeof history>) => toTemporalJson(writer.events).events.at(-1);

describe('an event in Temporal JSON', () => {
  it('has an id as text, a time, a type and its attributes', () => {
    expect(last(history().add('TimerStarted', { timerId: '1', startToFireTimeoutMs: 1_500 }))).toEqual({
      eventId: '1',
      eventTime: '2025-01-01T00:00:01Z',
      eventType: 'EVENT_TYPE_TIMER_STARTED',
      timerStartedEventAttributes: { timerId: '1', startToFireTimeout: '1.500s' },
    });
  });

  it('keeps user metadata beside its attributes', () => {
    const summary = json('nap');
    expect(last(history().add('TimerStarted', { timerId: '1', startToFireTimeoutMs: 1, summary }))).toMatchObject({
      userMetadata: { summary: { metadata: { encoding: 'anNvbi9wbGFpbg==' }, data: 'Im5hcCI=' } },
    });
  });

  it('spreads what is known of a parent', () => {
    const parent = { namespace: 'n', workflowId: 'p', runId: 'r', initiatedEventId: 5 };
    expect(last(history().started({ parent }))).toMatchObject({
      workflowExecutionStartedEventAttributes: {
        parentWorkflowNamespace: 'n',
        parentWorkflowExecution: { workflowId: 'p', runId: 'r' },
        parentInitiatedEventId: '5',
      },
    });
  });

  it('leaves binary payloads as they are and encodes text', () => {
    const input = [
      {
        encoding: 'binary/plain',
        data: 'AQI=',
        binary: true,
        metadata: { k: 'v' },
        binaryMetadata: { b: '/w==' },
      } as const,
      { encoding: 'binary/null' },
    ];
    const metadata = { encoding: 'YmluYXJ5L3BsYWlu', k: 'dg==', b: '/w==' };
    expect(last(history().add('WorkflowExecutionSignaled', { signalName: 's', input }))).toMatchObject({
      workflowExecutionSignaledEventAttributes: {
        input: { payloads: [{ metadata, data: 'AQI=' }, { metadata: { encoding: 'YmluYXJ5L251bGw=' } }] },
      },
    });
  });
});

describe("Temporal's own reader", () => {
  it('knows the name of every event type and its attributes', () => {
    const historyEvent = temporal.api.history.v1.HistoryEvent as unknown as { readonly fields: object };
    for (const type of Object.keys(EVENT_FIELDS)) {
      const name = type.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
      expect(temporal.api.enums.v1.EventType).toHaveProperty(`EVENT_TYPE${name}`);
      const attributes = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventAttributes`;
      expect(historyEvent.fields).toHaveProperty(attributes);
    }
  });

  it('knows every field and every constant, and loses none of them', () => {
    const { events } = JSON.parse(JSON.stringify(toTemporalJson(everything().events))) as { events: object[] };
    const read = JSON.parse(historyToJSON(historyFromJSON({ events }))) as { events: object[] };
    events.forEach((event, index) => expect(read.events[index]).toMatchObject(event));
  });
});

describe('failures', () => {
  it('keep cause and details', () => {
    const details = [json(1)];
    const info = { kind: 'application', type: 'T', nonRetryable: true, details, category: 'BENIGN' } as const;
    expect(failure({ message: 'outer', source: 'Server', cause: { message: 'inner', info } })).toMatchObject({
      message: 'outer',
      source: 'Server',
      cause: {
        message: 'inner',
        applicationFailureInfo: { type: 'T', nonRetryable: true, category: 'APPLICATION_ERROR_CATEGORY_BENIGN' },
      },
    });
  });
});

/** Events that between them have every constant and most fields. */
function everything(): ReturnType<typeof history> {
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
