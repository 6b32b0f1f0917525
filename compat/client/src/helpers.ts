import { type LoadedDataConverter, decodePriority } from '@temporalio/common';
import {
  decodeSearchAttributes,
  decodeTypedSearchAttributes,
} from '@temporalio/common/lib/converter/payload-search-attributes';
import { decodeMapFromPayloads } from '@temporalio/common/lib/internal-non-workflow/codec-helpers';
import { optionalTsToDate, requiredTsToDate } from '@temporalio/common/lib/time';
import type { Replace } from '@temporalio/common/lib/type-helpers';
import type { ProtoExecution } from './proto-types';
import type { RawWorkflowExecutionInfo, WorkflowExecutionInfo } from './types';
import { statusName } from './workflow/status';

/** Temporal's raw execution info as the friendly one; the memo is decoded, `rawDataToEmbed` becomes `raw`. */
export async function executionInfoFromRaw<T>(
  raw: RawWorkflowExecutionInfo,
  dataConverter: LoadedDataConverter,
  rawDataToEmbed: T,
  namespace: string,
): Promise<Replace<WorkflowExecutionInfo, { raw: T }>> {
  const workflowId = raw.execution?.workflowId ?? '';
  const attributes = raw.searchAttributes?.indexedFields;
  return {
    type: raw.type?.name ?? '',
    workflowId,
    runId: raw.execution?.runId ?? '',
    taskQueue: raw.taskQueue ?? '',
    status: { code: raw.status ?? 0, name: statusName(raw.status) },
    historyLength: Number(raw.historyLength ?? 0),
    historySize: Number(raw.historySizeBytes ?? 0) || undefined,
    startTime: requiredTsToDate(raw.startTime, 'startTime'),
    executionTime: optionalTsToDate(raw.executionTime),
    closeTime: optionalTsToDate(raw.closeTime),
    memo: await decodeMapFromPayloads(dataConverter, raw.memo?.fields, { type: 'workflow', namespace, workflowId }),
    searchAttributes: decodeSearchAttributes(attributes),
    typedSearchAttributes: decodeTypedSearchAttributes(attributes),
    parentExecution: execution(raw.parentExecution),
    rootExecution: execution(raw.rootExecution),
    raw: rawDataToEmbed,
    priority: decodePriority(raw.priority),
  };
}

function execution(ref: ProtoExecution | null | undefined): Required<ProtoExecution> | undefined {
  return ref ? { workflowId: ref.workflowId ?? '', runId: ref.runId ?? '' } : undefined;
}
