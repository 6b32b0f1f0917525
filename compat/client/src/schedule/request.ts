/** What users say of a schedule, in the engine's form. What is wrong throws here, before anything is sent. */
import { randomUUID } from 'node:crypto';
import type {
  BackfillRequest,
  OverlapPolicy,
  PayloadMap,
  ScheduleCreateRequest,
  ScheduledAction,
  SchedulePatch,
  ScheduleSpecRequest,
  ScheduleUpdateRequest,
} from '@perdure/engine';
import { retentionOf } from '@perdure/common/lib/retention';
import { payloadMapToWire, retryPolicyToWire } from '@perdure/common/lib/wire';
import type { Headers } from '@temporalio/common';
import { encodeUnifiedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes';
import { msOptionalToNumber, msToNumber } from '@temporalio/common/lib/time';
import type { CallScope } from '../base-client';
import {
  type Backfill,
  type CompiledScheduleAction,
  type CompiledScheduleOptions,
  type CompiledScheduleUpdateOptions,
  type ScheduleSpec,
  decodeScheduleOverlapPolicy,
  encodeScheduleOverlapPolicy,
} from '../schedule-types';
import { contextOf } from '../workflow/context';
import { priority as priorityToWire } from '../workflow/start-request';
import { calendarToEngine } from './calendar-fields';

export async function createRequest(
  scope: CallScope,
  options: CompiledScheduleOptions,
  headers: Headers,
): Promise<ScheduleCreateRequest> {
  const { scheduleId, memo, state } = options;
  const patch: SchedulePatch = {
    ...(state?.triggerImmediately && { trigger: { overlap: 'ALLOW_ALL' } }),
    ...(state?.backfill && { backfills: state.backfill.map(backfillRequest) }),
  };
  return {
    ...(await updateRequest(scope, options, headers)),
    scheduleId,
    memo: memo && (await scope.coder.encodeMap(memo, 'The memo of the schedule')),
    patch,
  };
}

export async function updateRequest(
  scope: CallScope,
  options: Pick<
    CompiledScheduleUpdateOptions,
    'spec' | 'action' | 'policies' | 'searchAttributes' | 'typedSearchAttributes'
  > & { state?: CompiledScheduleOptions['state'] },
  headers: Headers,
): Promise<ScheduleUpdateRequest> {
  const { spec, action, policies, state } = options;
  return {
    requestId: randomUUID(),
    spec: specRequest(spec),
    action: await actionRequest(scope, action, headers),
    policies: {
      overlap: overlapPolicy(policies?.overlap),
      catchupWindowMs: msOptionalToNumber(policies?.catchupWindow),
      pauseOnFailure: policies?.pauseOnFailure,
    },
    state: { paused: state?.paused, note: state?.note, remainingActions: state?.remainingActions },
    searchAttributes: attributes(options),
  };
}

/** ValueError for a name that is none. */
export function overlapPolicy(given: string | undefined): OverlapPolicy | undefined {
  return decodeScheduleOverlapPolicy(encodeScheduleOverlapPolicy(given as OverlapPolicy | undefined));
}

export function backfillRequest({ start, end, overlap }: Backfill): BackfillRequest {
  return { startMs: start.getTime(), endMs: end.getTime(), overlap: overlapPolicy(overlap) };
}

function specRequest(spec: ScheduleSpec): ScheduleSpecRequest {
  return {
    calendars: spec.calendars?.map(calendarToEngine),
    intervals: spec.intervals?.map(({ every, offset }) => ({
      everyMs: msToNumber(every),
      offsetMs: msOptionalToNumber(offset) ?? 0,
    })),
    cronExpressions: spec.cronExpressions,
    skip: spec.skip?.map(calendarToEngine),
    startAtMs: spec.startAt?.getTime(),
    endAtMs: spec.endAt?.getTime(),
    jitterMs: msOptionalToNumber(spec.jitter),
    timezone: spec.timezone,
  };
}

async function actionRequest(
  scope: CallScope,
  action: CompiledScheduleAction,
  headers: Headers,
): Promise<ScheduledAction> {
  const { coder } = scope;
  const { workflowId = '', staticSummary, staticDetails } = action;
  const context = contextOf(scope, workflowId);
  return {
    workflowId,
    workflowType: action.workflowType,
    taskQueue: action.taskQueue,
    args: await coder.encodeAll(action.args, 'The input of the workflow', context),
    header: payloadMapToWire(headers),
    memo: action.memo && (await coder.encodeMap(action.memo, 'The memo', context)),
    searchAttributes: attributes(action),
    executionTimeoutMs: duration(action.workflowExecutionTimeout),
    runTimeoutMs: duration(action.workflowRunTimeout),
    taskTimeoutMs: duration(action.workflowTaskTimeout),
    retryPolicy: action.retry && retryPolicyToWire(action.retry),
    retentionMs: retentionOf(action),
    priority: priorityToWire(action.priority),
    summary: staticSummary == null ? undefined : await coder.encodeOne(staticSummary, context),
    details: staticDetails == null ? undefined : await coder.encodeOne(staticDetails, context),
  };
}

/** 0 is no limit. */
function duration(given: Parameters<typeof msOptionalToNumber>[0]): number | undefined {
  return msOptionalToNumber(given) || undefined;
}

/** Search attributes are never given to codecs: they must stay searchable. */
function attributes({
  searchAttributes: untyped,
  typedSearchAttributes: typed,
}: Pick<CompiledScheduleOptions, 'searchAttributes' | 'typedSearchAttributes'>): PayloadMap | undefined {
  if (untyped === undefined && typed === undefined) return undefined;
  return payloadMapToWire(encodeUnifiedSearchAttributes(untyped, typed));
}
