import {
  type Payload as TemporalPayload,
  decodeWorkflowIdReusePolicy,
  encodeWorkflowIdReusePolicy,
} from '@temporalio/common';
import { encodeUnifiedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes';
import { retentionOf } from '@perdure/common/lib/retention';
import { payloadMapToWire, retryPolicyToWire } from '@perdure/common/lib/wire';
import type { PayloadMap, StartChildWorkflow } from '@perdure/engine';
import type { StartChildWorkflowExecutionInput } from '../interceptors';
import type { ChildWorkflowOptionsWithDefaults, ContinueAsNewOptions } from '../interfaces';
import type { Run } from '../runtime/run';
import { defined, timeoutMs } from './durations';
import { CHILD_CANCELLATION_TYPE, enumOption, PARENT_CLOSE_POLICY } from './enum-option';
import { priorityToWire } from './priority';

/** The command that starts a child. Throws for options that are not possible. */
export function startChildCommand(
  run: Run,
  { options, headers, workflowType, seq }: StartChildWorkflowExecutionInput,
  workflowId: string,
): StartChildWorkflow {
  const context = run.codec.ofWorkflow(workflowId);
  return defined<StartChildWorkflow>({
    kind: 'startChildWorkflow',
    seq,
    workflowId,
    workflowType,
    taskQueue: options.taskQueue || undefined,
    args: run.codec.encodeAll(options.args, context, options.typeInfo?.inputTypes),
    header: payloadMapToWire(headers),
    memo: options.memo && run.codec.encodeMap(options.memo, context),
    searchAttributes: searchAttributesToWire(options),
    workflowExecutionTimeoutMs: timeoutMs(options.workflowExecutionTimeout),
    workflowRunTimeoutMs: timeoutMs(options.workflowRunTimeout),
    workflowTaskTimeoutMs: timeoutMs(options.workflowTaskTimeout),
    parentClosePolicy: enumOption(options.parentClosePolicy, PARENT_CLOSE_POLICY),
    cancellationType: enumOption(options.cancellationType, CHILD_CANCELLATION_TYPE),
    workflowIdReusePolicy: reusePolicyOf(options),
    retryPolicy: options.retry && retryPolicyToWire(options.retry),
    cronSchedule: options.cronSchedule || undefined,
    retentionMs: retentionOf(options),
    priority: priorityToWire(options.priority),
    summary: run.codec.encodeText(options.staticSummary, context),
    details: run.codec.encodeText(options.staticDetails, context),
  });
}

type Attributes = Pick<ContinueAsNewOptions, 'searchAttributes' | 'typedSearchAttributes'>;

/** Search attributes given in either form; undefined when none are given. */
export function searchAttributesToWire({
  searchAttributes,
  typedSearchAttributes,
}: Attributes): PayloadMap | undefined {
  if (!searchAttributes && !typedSearchAttributes) return undefined;
  const encoded: Record<string, TemporalPayload> = encodeUnifiedSearchAttributes(
    searchAttributes,
    typedSearchAttributes,
  );
  return payloadMapToWire(encoded);
}

function reusePolicyOf(options: ChildWorkflowOptionsWithDefaults): StartChildWorkflow['workflowIdReusePolicy'] {
  const policy = decodeWorkflowIdReusePolicy(encodeWorkflowIdReusePolicy(options.workflowIdReusePolicy));
  if (policy === 'TERMINATE_IF_RUNNING') {
    throw new TypeError("WorkflowIdReusePolicy 'TERMINATE_IF_RUNNING' is not available for child workflows");
  }
  return policy ?? 'ALLOW_DUPLICATE';
}
