/** What the engine knows of a run, in the shape of Temporal's describe response. */
import type { HistoryEvent, Payload, PayloadMap, WorkflowExecutionStarted } from '@perdure/engine';
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
    workflowExecutionInfo: executionInfo(record, started),
    pendingActivities: pendingActivities(record),
    pendingChildren: pendingChildren(record),
    pendingWorkflowTask: pendingWorkflowTask(record),
  };
}

function executionInfo(record: Description, started: WorkflowExecutionStarted): ProtoWorkflowInfo {
  const startMs = record.started.timeMs;
  return {
    execution: { workflowId: record.workflowId, runId: record.runId },
    type: { name: started.workflowType },
    taskQueue: started.taskQueue,
    status: statusCode(record.statusName),
    startTime: msNumberToTs(startMs),
    executionTime: msNumberToTs(startMs + (started.firstWorkflowTaskBackoffMs ?? 0)),
    closeTime: record.statusName === 'RUNNING' ? undefined : msNumberToTs(record.latest.timeMs),
    historyLength: toLong(record.historyLength),
    historySizeBytes: toLong(Number(record.run['bytes'] ?? 0)),
    memo: { fields: payloadMapFromWire(current(record, 'memo', started.memo)) },
    searchAttributes: { indexedFields: payloadMapFromWire(current(record, 'sa', started.searchAttributes)) },
    parentExecution: started.parent && { workflowId: started.parent.workflowId, runId: started.parent.runId },
    rootExecution: started.root ?? { workflowId: record.workflowId, runId: record.runId },
    firstRunId: record.firstRunId,
    priority: started.priority,
  };
}

function startedOf(record: Description): WorkflowExecutionStarted {
  const event: HistoryEvent = record.started;
  if (event.type !== 'WorkflowExecutionStarted') throw new TypeError(`A history cannot begin with ${event.type}`);
  return event;
}

/** Values given at the start with those upserted since, which the run keeps one by one; "binary/null" deletes. */
function current(record: Description, prefix: 'memo' | 'sa', atStart: PayloadMap | undefined): PayloadMap {
  const values: Record<string, Payload> = { ...atStart };
  for (const [field, value] of Object.entries(record.run)) {
    if (field.startsWith(`${prefix}:`)) values[field.slice(prefix.length + 1)] = JSON.parse(value) as Payload;
  }
  return Object.fromEntries(Object.entries(values).filter(([, payload]) => payload.encoding !== 'binary/null'));
}
