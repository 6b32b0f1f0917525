import { randomUUID } from 'node:crypto';
import type { IdConflictPolicy, PayloadMap, Priority, StartRequest } from '@perdure/engine';
import { recordOf } from '@perdure/common/lib/record';
import { retentionOf } from '@perdure/common/lib/retention';
import { payloadMapToWire, retryPolicyToWire } from '@perdure/common/lib/wire';
import { type Priority as TemporalPriority, compilePriority } from '@temporalio/common';
import { encodeUnifiedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes';
import type { CallScope } from '../base-client';
import { warnOption } from '../connect/options-without-meaning';
import type { WorkflowStartInput } from '../interceptors';
import type { CompiledWorkflowOptions } from '../workflow-options';
import { checkDelay, checkRequired, durationMs, idPolicies } from './check-options';
import { contextOf } from './context';

const EAGER_START_NEEDS =
  'Eager workflow start requires a NativeConnection shared between client and worker. ' +
  'Pass a NativeConnection via ClientOptions.connection, or disable requestEagerStart.';

const DEFAULT_TASK_TIMEOUT_MS = 10_000;
const MAX_TASK_TIMEOUT_MS = 120_000;

/** Checks the options and encodes every value. What is wrong throws here, before anything is sent. */
export async function startRequest(
  scope: CallScope,
  { workflowType, options, headers }: WorkflowStartInput,
  defaultConflict: IdConflictPolicy,
): Promise<StartRequest> {
  checkRequired(options);
  checkDelay(options);
  if (options.requestEagerStart && !scope.supportsEagerStart) throw new Error(EAGER_START_NEEDS);
  if (options.requestEagerStart) warnOption('WorkflowOptions.requestEagerStart');
  if (options.versioningOverride != null) warnOption('WorkflowOptions.versioningOverride');
  const { coder } = scope;
  const { workflowId, taskQueue, staticSummary, staticDetails } = options;
  const context = contextOf(scope, workflowId);
  const { idReusePolicy, idConflictPolicy } = idPolicies(options, defaultConflict);
  const { executionTimeoutMs, runTimeoutMs, taskTimeoutMs } = timeouts(options);
  // One literal: this runs for every start, and copies of objects this wide are what it would cost most.
  return {
    requestId: randomUUID(),
    workflowId,
    workflowType,
    taskQueue,
    identity: scope.identity,
    idReusePolicy,
    idConflictPolicy,
    executionTimeoutMs,
    runTimeoutMs,
    taskTimeoutMs,
    retryPolicy: options.retry && retryPolicyToWire(options.retry),
    cronSchedule: options.cronSchedule || undefined,
    startDelayMs: durationMs(options.startDelay, 'startDelay'),
    retentionMs: retentionOf(options),
    record: recordOf(options),
    priority: priority(options.priority),
    searchAttributes: searchAttributes(options),
    header: payloadMapToWire(headers),
    args: await coder.encodeAll(options.args, 'The input of the workflow', context, options.typeInfo?.inputTypes),
    memo: options.memo && (await coder.encodeMap(options.memo, 'The memo', context)),
    summary: staticSummary == null ? undefined : await coder.encodeOne(staticSummary, context),
    details: staticDetails == null ? undefined : await coder.encodeOne(staticDetails, context),
  };
}

/** A run may not outlive the chain, a task not the run: too large values are cut, as Temporal does. */
function timeouts(
  options: CompiledWorkflowOptions,
): Pick<StartRequest, 'executionTimeoutMs' | 'runTimeoutMs' | 'taskTimeoutMs'> {
  const executionTimeoutMs = durationMs(options.workflowExecutionTimeout, 'workflowExecutionTimeout');
  const run = durationMs(options.workflowRunTimeout, 'workflowRunTimeout');
  const task = durationMs(options.workflowTaskTimeout, 'workflowTaskTimeout');
  const runTimeoutMs = smaller(run, executionTimeoutMs);
  return {
    executionTimeoutMs,
    runTimeoutMs,
    taskTimeoutMs: smaller(Math.min(task ?? DEFAULT_TASK_TIMEOUT_MS, MAX_TASK_TIMEOUT_MS), runTimeoutMs),
  };
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? a : Math.min(a, b);
}

export function priority(given: TemporalPriority | undefined): Priority | undefined {
  if (given === undefined) return undefined;
  compilePriority(given);
  const { priorityKey, fairnessKey, fairnessWeight } = given;
  return {
    ...(priorityKey && { priorityKey }),
    ...(fairnessKey && { fairnessKey }),
    ...(fairnessWeight && { fairnessWeight }),
  };
}

/** Search attributes are never given to codecs: they must stay searchable. */
function searchAttributes(options: CompiledWorkflowOptions): PayloadMap | undefined {
  const { searchAttributes: untyped, typedSearchAttributes: typed } = options;
  if (untyped === undefined && typed === undefined) return undefined;
  return payloadMapToWire(encodeUnifiedSearchAttributes(untyped, typed));
}
