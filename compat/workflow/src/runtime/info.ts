import { TypedSearchAttributes } from '@temporalio/common';
import {
  decodeSearchAttributes,
  decodeTypedSearchAttributes,
} from '@temporalio/common/lib/converter/payload-search-attributes';
import { payloadMapFromWire, retryPolicyFromWire } from '@perdure/common/lib/wire';
import type { Activation, RunInfo } from '@perdure/engine';
import type { WorkflowInfo } from '../workflow-info';
import type { Codec } from './codec';
import { machineNow, machineRandom } from './machine';

/** The parts that need no converter: what top-level code of the user's modules can see. */
export function initialInfo(started: RunInfo, activation: Activation): WorkflowInfo {
  return {
    namespace: started.namespace,
    workflowId: started.workflowId,
    runId: started.runId,
    workflowType: started.workflowType,
    taskQueue: started.taskQueue,
    firstExecutionRunId: started.firstExecutionRunId,
    originalExecutionRunId: started.originalExecutionRunId,
    continuedFromExecutionRunId: started.continuedFromExecutionRunId,
    attempt: started.attempt,
    ...times(started),
    parent: started.parent && {
      workflowId: started.parent.workflowId,
      runId: started.parent.runId,
      namespace: started.parent.namespace,
    },
    root: started.root && { workflowId: started.root.workflowId, runId: started.root.runId },
    retryPolicy: started.retryPolicy && retryPolicyFromWire(started.retryPolicy),
    cronSchedule: started.cronSchedule,
    cronScheduleToScheduleInterval: started.cronScheduleToScheduleIntervalMs,
    priority: { ...started.priority },
    searchAttributes: {},
    typedSearchAttributes: new TypedSearchAttributes(),
    memo: {},
    ...changing(activation),
    unsafe: { now: machineNow, random: machineRandom, ...replay(activation) },
  };
}

/** Adds what the user's converters decode. */
export function decodedInfo(info: WorkflowInfo, started: RunInfo, codec: Codec): WorkflowInfo {
  const attributes = payloadMapFromWire(started.searchAttributes);
  const lastResult = started.lastResult?.[0];
  return {
    ...info,
    searchAttributes: decodeSearchAttributes(attributes),
    typedSearchAttributes: decodeTypedSearchAttributes(attributes),
    memo: codec.decodeMap(started.memo),
    lastResult: lastResult && codec.decode(lastResult),
    lastFailure: started.lastFailure && codec.toError(started.lastFailure),
  };
}

/** What an activation that brings new history changes. */
export function advancedInfo(info: WorkflowInfo, activation: Activation): WorkflowInfo {
  return { ...info, ...changing(activation), unsafe: { ...info.unsafe, ...replay(activation) } };
}

/** While a query is answered: nothing is recorded, and nothing of history is repeated. */
export function queryInfo(info: WorkflowInfo): WorkflowInfo {
  return { ...info, unsafe: { ...info.unsafe, isReplaying: true, isReplayingHistoryEvents: false } };
}

/** Same, but whether history events are being repeated is as said. */
export function withHistoryReplay(info: WorkflowInfo, isReplayingHistoryEvents: boolean): WorkflowInfo {
  return { ...info, unsafe: { ...info.unsafe, isReplayingHistoryEvents } };
}

function times(started: RunInfo) {
  return {
    startTime: new Date(started.startTimeMs),
    runStartTime: new Date(started.runStartTimeMs),
    executionTimeoutMs: started.executionTimeoutMs,
    executionExpirationTime:
      started.executionExpirationTimeMs === undefined ? undefined : new Date(started.executionExpirationTimeMs),
    runTimeoutMs: started.runTimeoutMs,
    taskTimeoutMs: started.taskTimeoutMs,
  };
}

function changing(activation: Activation) {
  return {
    historyLength: activation.historyLength,
    historySize: activation.historySizeBytes,
    continueAsNewSuggested: activation.continueAsNewSuggested,
    targetWorkerDeploymentVersionChanged: false,
    currentBuildId: activation.buildId ?? '',
  };
}

function replay({ isReplaying }: Activation) {
  return { isReplaying, isReplayingHistoryEvents: isReplaying };
}
