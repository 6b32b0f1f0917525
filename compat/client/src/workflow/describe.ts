/** What the engine knows of a run, in the shape of Temporal's describe response. */
import type { HistoryEvent, ListedExecution, Payload, PayloadMap, WorkflowExecutionStarted } from '@perdure/engine';
import { payloadFromWire, payloadMapFromWire } from '@perdure/common/lib/wire';
import { msNumberToTs } from '@temporalio/common/lib/time';
import type { CallScope } from '../base-client';
import type { WorkflowDescribeInput } from '../interceptors';
import type { ProtoDescribeWorkflow, ProtoWorkflowInfo } from '../proto-types';
import { rethrow } from '../service/rethrow';
import { pendingActivities, pendingChildren, pendingWorkflowTask } from './describe-pending';
import { type Description, toLong } from './description';
import { statusCode } from './status';

/** End of the interceptor chain of `describe`. */
export async function describeWorkflow(
  scope: CallScope,
  { workflowExecution: target }: WorkflowDescribeInput,
): Promise<ProtoDescribeWorkflow> {
  try {
    const engine = await scope.engine();
    return describeResponse(await engine.describe(target, scope.callOptions()));
  } catch (error) {
    return rethrow(error, { failed: 'Failed to describe Workflow', ...target });
  }
}

function describeResponse(record: Description): ProtoDescribeWorkflow {
  const started = startedOf(record);
  const { summary, details } = started;
  return {
    executionConfig: {
      taskQueue: { name: started.taskQueue },
      workflowExecutionTimeout: msNumberToTs(started.workflowExecutionTimeoutMs ?? 0),
      workflowRunTimeout: msNumberToTs(started.workflowRunTimeoutMs ?? 0),
      defaultWorkflowTaskTimeout: msNumberToTs(started.workflowTaskTimeoutMs),
      userMetadata: {
        summary: summary && payloadFromWire(summary),
        details: details && payloadFromWire(details),
      },
    },
    workflowExecutionInfo: executionInfo(record),
    pendingActivities: pendingActivities(record),
    pendingChildren: pendingChildren(record),
    pendingWorkflowTask: pendingWorkflowTask(record),
  };
}

/** What lists and descriptions show alike. */
export function executionInfo(record: ListedExecution): ProtoWorkflowInfo {
  const started = startedOf(record);
  const closed = record.run['closed'];
  const startMs = record.started.timeMs;
  return {
    execution: { workflowId: record.workflowId, runId: record.runId },
    type: { name: started.workflowType },
    taskQueue: started.taskQueue,
    status: statusCode(record.statusName),
    startTime: msNumberToTs(startMs),
    executionTime: msNumberToTs(startMs + (started.firstWorkflowTaskBackoffMs ?? 0)),
    closeTime: closed === undefined ? undefined : msNumberToTs(Number(closed)),
    historyLength: toLong(record.historyLength),
    historySizeBytes: toLong(Number(record.run['bytes'] ?? 0)),
    memo: { fields: payloadMapFromWire(currentMemo(record, started.memo)) },
    searchAttributes: { indexedFields: payloadMapFromWire(payloadsOf(record, 'sa:')) },
    parentExecution: started.parent && { workflowId: started.parent.workflowId, runId: started.parent.runId },
    rootExecution: started.root ?? { workflowId: record.workflowId, runId: record.runId },
    firstRunId: record.firstRunId,
    priority: started.priority,
  };
}

function startedOf(record: Pick<ListedExecution, 'started'>): WorkflowExecutionStarted {
  const event: HistoryEvent = record.started;
  if (event.type !== 'WorkflowExecutionStarted') throw new TypeError(`A history cannot begin with ${event.type}`);
  return event;
}

/** The memo given at the start with what was upserted since; "binary/null" deletes. */
function currentMemo(record: Pick<ListedExecution, 'run'>, atStart: PayloadMap | undefined): PayloadMap {
  const values = { ...atStart, ...payloadsOf(record, 'memo:') };
  return Object.fromEntries(Object.entries(values).filter(([, payload]) => payload.encoding !== 'binary/null'));
}

/** What a run keeps one by one under its name. */
function payloadsOf({ run }: Pick<ListedExecution, 'run'>, prefix: 'memo:' | 'sa:'): PayloadMap {
  const found = Object.entries(run).filter(([field]) => field.startsWith(prefix));
  return Object.fromEntries(found.map(([field, json]) => [field.slice(prefix.length), JSON.parse(json) as Payload]));
}
