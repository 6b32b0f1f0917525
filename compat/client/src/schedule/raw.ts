/** A schedule in the shape of Temporal's describe response: what `raw` shows. */
import type { CalendarSpec, ScheduleView } from '@perdure/engine';
import { payloadFromWire, payloadMapFromWire, payloadsFromWire, retryPolicyFromWire } from '@perdure/common/lib/wire';
import { compileRetryPolicy } from '@temporalio/common';
import { msNumberToTs, optionalDateToTs } from '@temporalio/common/lib/time';
import type { ProtoDescribeSchedule } from '../proto-types';
import { encodeScheduleOverlapPolicy } from '../schedule-types';
import { toLong } from '../workflow/description';

type Schedule = NonNullable<ProtoDescribeSchedule['schedule']>;

export function rawDescription(view: ScheduleView): ProtoDescribeSchedule {
  return {
    schedule: { spec: spec(view), action: action(view), policies: policies(view), state: state(view) },
    info: info(view),
    memo: { fields: payloadMapFromWire(view.memo) },
    searchAttributes: { indexedFields: payloadMapFromWire(view.searchAttributes) },
    conflictToken: Buffer.from(view.rev),
  };
}

function spec({ spec: given }: ScheduleView): Schedule['spec'] {
  return {
    structuredCalendar: given.calendars.map(calendar),
    interval: given.intervals.map(({ everyMs, offsetMs }) => ({
      interval: msNumberToTs(everyMs),
      phase: msNumberToTs(offsetMs),
    })),
    excludeStructuredCalendar: given.skip.map(calendar),
    startTime: moment(given.startAtMs),
    endTime: moment(given.endAtMs),
    jitter: duration(given.jitterMs),
    timezoneName: given.timezone,
  };
}

function calendar({ comment, ...fields }: CalendarSpec) {
  const copied = Object.entries(fields).map(
    ([field, ranges]) => [field, ranges.map((range) => ({ ...range }))] as const,
  );
  return { ...Object.fromEntries(copied), comment };
}

function action({ action: given }: ScheduleView): Schedule['action'] {
  const { summary, details, retryPolicy, priority } = given;
  return {
    startWorkflow: {
      workflowId: given.workflowId,
      workflowType: { name: given.workflowType },
      taskQueue: { name: given.taskQueue },
      input: { payloads: payloadsFromWire(given.args) },
      workflowExecutionTimeout: duration(given.executionTimeoutMs),
      workflowRunTimeout: duration(given.runTimeoutMs),
      workflowTaskTimeout: duration(given.taskTimeoutMs),
      retryPolicy: retryPolicy && compileRetryPolicy(retryPolicyFromWire(retryPolicy)),
      memo: given.memo && { fields: payloadMapFromWire(given.memo) },
      searchAttributes: { indexedFields: payloadMapFromWire(given.searchAttributes) },
      header: { fields: payloadMapFromWire(given.header) },
      userMetadata: {
        summary: summary && payloadFromWire(summary),
        details: details && payloadFromWire(details),
      },
      priority: priority && { ...priority },
    },
  };
}

function policies({ policies: given }: ScheduleView): Schedule['policies'] {
  return {
    overlapPolicy: encodeScheduleOverlapPolicy(given.overlap),
    catchupWindow: msNumberToTs(given.catchupWindowMs),
    pauseOnFailure: given.pauseOnFailure,
  };
}

function state({ paused, note, remainingActions }: ScheduleView): Schedule['state'] {
  return {
    paused,
    notes: note,
    limitedActions: remainingActions !== undefined,
    remainingActions: toLong(remainingActions ?? 0),
  };
}

function info(view: ScheduleView): ProtoDescribeSchedule['info'] {
  return {
    actionCount: toLong(view.taken),
    missedCatchupWindow: toLong(view.missed),
    overlapSkipped: toLong(view.skipped),
    bufferDropped: toLong(view.dropped),
    bufferSize: toLong(view.waiting),
    runningWorkflows: view.runningActions.map(({ workflowId, runId }) => ({ workflowId, runId })),
    recentActions: view.recentActions.map(({ workflowId, runId, scheduledMs, takenMs }) => ({
      scheduleTime: msNumberToTs(scheduledMs),
      actualTime: msNumberToTs(takenMs),
      startWorkflowResult: { workflowId, runId },
    })),
    futureActionTimes: view.nextTimesMs.map(msNumberToTs),
    createTime: msNumberToTs(view.createdMs),
    updateTime: duration(view.updatedMs),
  };
}

function moment(ms: number | undefined) {
  return optionalDateToTs(ms === undefined ? undefined : new Date(ms));
}

function duration(ms: number | undefined) {
  return ms === undefined ? undefined : msNumberToTs(ms);
}
