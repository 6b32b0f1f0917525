/** A schedule as users see it. */
import type { RunningAction, ScheduleView } from '@perdure/engine';
import { keptFor } from '@perdure/common/lib/retention';
import { payloadMapFromWire, retryPolicyFromWire } from '@perdure/common/lib/wire';
import { decodePriority } from '@temporalio/common';
import {
  decodeSearchAttributes,
  decodeTypedSearchAttributes,
} from '@temporalio/common/lib/converter/payload-search-attributes';
import { decodeMapFromPayloads } from '@temporalio/common/lib/internal-non-workflow/codec-helpers';
import type { CallScope } from '../base-client';
import type {
  ScheduleDescription,
  ScheduleDescriptionAction,
  ScheduleExecutionActionResult,
  ScheduleExecutionResult,
  ScheduleSpecDescription,
  ScheduleSummary,
} from '../schedule-types';
import { contextOf } from '../workflow/context';
import { calendarFromEngine } from './calendar-fields';
import { rawDescription } from './raw';

/** How many recent actions and next times a list shows. */
const LISTED = 5;

export async function describedSchedule(scope: CallScope, view: ScheduleView): Promise<ScheduleDescription> {
  return {
    ...(await common(scope, view)),
    action: await describedAction(scope, view),
    policies: {
      overlap: view.policies.overlap,
      catchupWindow: view.policies.catchupWindowMs,
      pauseOnFailure: view.policies.pauseOnFailure,
    },
    state: { paused: view.paused, note: view.note, remainingActions: view.remainingActions },
    info: {
      recentActions: view.recentActions.map(recentAction),
      nextActionTimes: view.nextTimesMs.map(date),
      createdAt: date(view.createdMs),
      lastUpdatedAt: view.updatedMs === undefined ? undefined : date(view.updatedMs),
      runningActions: view.runningActions.map(startedWorkflow),
      numActionsMissedCatchupWindow: view.missed,
      numActionsSkippedOverlap: view.skipped,
      numActionsTaken: view.taken,
    },
    raw: rawDescription(view),
  };
}

export async function scheduleSummary(scope: CallScope, view: ScheduleView): Promise<ScheduleSummary> {
  return {
    ...(await common(scope, view)),
    action: { type: 'startWorkflow', workflowType: view.action.workflowType },
    state: { paused: view.paused, note: view.note },
    info: {
      recentActions: view.recentActions.slice(-LISTED).map(recentAction),
      nextActionTimes: view.nextTimesMs.slice(0, LISTED).map(date),
    },
  };
}

async function common(scope: CallScope, { scheduleId, spec, memo, searchAttributes }: ScheduleView) {
  const attributes = payloadMapFromWire(searchAttributes);
  return {
    scheduleId,
    spec: describedSpec(spec),
    memo: memo && (await decodeMapFromPayloads(scope.coder.converter, payloadMapFromWire(memo))),
    searchAttributes: decodeSearchAttributes(attributes),
    typedSearchAttributes: decodeTypedSearchAttributes(attributes),
  };
}

function describedSpec(spec: ScheduleView['spec']): ScheduleSpecDescription {
  return {
    calendars: spec.calendars.map(calendarFromEngine),
    intervals: spec.intervals.map(({ everyMs, offsetMs }) => ({ every: everyMs, offset: offsetMs })),
    skip: spec.skip.map(calendarFromEngine),
    startAt: spec.startAtMs === undefined ? undefined : date(spec.startAtMs),
    endAt: spec.endAtMs === undefined ? undefined : date(spec.endAtMs),
    jitter: spec.jitterMs,
    timezone: spec.timezone,
  };
}

async function describedAction(scope: CallScope, { action }: ScheduleView): Promise<ScheduleDescriptionAction> {
  const { coder } = scope;
  const context = contextOf(scope, action.workflowId);
  const text = async (payload: typeof action.summary): Promise<string | undefined> =>
    payload && ((await coder.decodeFirst([payload], context)) as string);
  const attributes = payloadMapFromWire(action.searchAttributes);
  const described: ScheduleDescriptionAction = {
    type: 'startWorkflow',
    workflowId: action.workflowId,
    workflowType: action.workflowType,
    taskQueue: action.taskQueue,
    args: await coder.decodeAll(action.args, context),
    memo: action.memo && (await decodeMapFromPayloads(coder.converter, payloadMapFromWire(action.memo), context)),
    retry: action.retryPolicy && retryPolicyFromWire(action.retryPolicy),
    searchAttributes: decodeSearchAttributes(attributes),
    typedSearchAttributes: decodeTypedSearchAttributes(attributes),
    workflowExecutionTimeout: action.executionTimeoutMs,
    workflowRunTimeout: action.runTimeoutMs,
    workflowTaskTimeout: action.taskTimeoutMs,
    staticSummary: await text(action.summary),
    staticDetails: await text(action.details),
    priority: decodePriority(action.priority),
  };
  // An update that gives the action back leaves it as it is.
  return keptFor(described, action.retentionMs);
}

function recentAction(action: ScheduleView['recentActions'][number]): ScheduleExecutionResult {
  return {
    scheduledAt: date(action.scheduledMs),
    takenAt: date(action.takenMs),
    action: startedWorkflow(action),
  };
}

function startedWorkflow({
  workflowId,
  runId,
}: Pick<RunningAction, 'workflowId' | 'runId'>): ScheduleExecutionActionResult {
  return { type: 'startWorkflow', workflow: { workflowId, firstExecutionRunId: runId } };
}

function date(ms: number): Date {
  return new Date(ms);
}
