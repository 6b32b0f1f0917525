/**
 * Schedules: what starts workflows at which times, and where it stands. A schedule is a run of kind `schedule`: its
 * definition and its state are two JSON fields of the run, changed together by compare-and-set on the field `rev`.
 */
import type { ExecutionRef } from './event';
import type { Failure } from './failure';
import type { Payload, PayloadMap } from './payload';
import type { StartRequest } from './request';

export const OVERLAP_POLICIES = [
  'SKIP',
  'BUFFER_ONE',
  'BUFFER_ALL',
  'CANCEL_OTHER',
  'TERMINATE_OTHER',
  'ALLOW_ALL',
] as const;
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number];

/** `start`, `start + step`, ... up to `end`. */
export interface CalendarRange {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

export const CALENDAR_FIELDS = ['second', 'minute', 'hour', 'dayOfMonth', 'month', 'year', 'dayOfWeek'] as const;
export type CalendarField = (typeof CALENDAR_FIELDS)[number];

/** A second matches when every field has a range with it. Months count from 1, days of the week from Sunday = 0; no year: any. */
export type CalendarSpec = Readonly<Record<CalendarField, readonly CalendarRange[]>> & { readonly comment?: string };

/** Every `everyMs` since the epoch, plus the offset. Whole seconds. */
export interface IntervalSpec {
  readonly everyMs: number;
  readonly offsetMs: number;
}

/** The union of all calendars and intervals without what `skip` matches. */
export interface ScheduleSpec {
  readonly calendars: readonly CalendarSpec[];
  readonly intervals: readonly IntervalSpec[];
  readonly skip: readonly CalendarSpec[];
  /** Inclusive. */
  readonly startAtMs?: number;
  readonly endAtMs?: number;
  readonly jitterMs?: number;
  /** IANA name; UTC when absent. */
  readonly timezone?: string;
}

/** A spec as it is asked for: cron expressions become calendars and intervals. */
export type ScheduleSpecRequest = Partial<ScheduleSpec> & { readonly cronExpressions?: readonly string[] };

/** The workflow to start; its id gets the nominal time appended. */
export type ScheduledAction = Pick<
  StartRequest,
  | 'workflowId'
  | 'workflowType'
  | 'taskQueue'
  | 'args'
  | 'header'
  | 'memo'
  | 'searchAttributes'
  | 'executionTimeoutMs'
  | 'runTimeoutMs'
  | 'taskTimeoutMs'
  | 'retryPolicy'
  | 'retentionMs'
  | 'priority'
  | 'summary'
  | 'details'
>;

export interface SchedulePolicies {
  readonly overlap: OverlapPolicy;
  /** Times that are later than this are counted as missed. */
  readonly catchupWindowMs: number;
  readonly pauseOnFailure: boolean;
}

/** What its owner decides; changed by updates only. */
export interface ScheduleDefinition {
  readonly scheduleId: string;
  readonly spec: ScheduleSpec;
  readonly action: ScheduledAction;
  readonly policies: SchedulePolicies;
  readonly memo?: PayloadMap;
  readonly searchAttributes?: PayloadMap;
}

/** A start that is due. `overlap` absent: what the policy says when its turn comes. */
export interface WaitingStart {
  readonly nominalMs: number;
  /** With jitter. */
  readonly dueMs: number;
  readonly overlap?: OverlapPolicy;
  /** Asked for by a trigger or a backfill: neither a pause nor used-up actions hold it back. */
  readonly manual?: true;
}

/** Times that are run although they are over. `afterMs`: dealt with up to here. */
export interface PendingBackfill {
  readonly afterMs: number;
  readonly endMs: number;
  readonly overlap?: OverlapPolicy;
}

/** A workflow that was started and has not closed. `runId` is the first of its chain. */
export interface RunningAction extends ExecutionRef {
  /** Started with ALLOW_ALL: it stands in nobody's way. */
  readonly allowAll?: true;
  readonly stopping?: 'cancel' | 'terminate';
}

export interface RecentAction extends ExecutionRef {
  readonly scheduledMs: number;
  readonly takenMs: number;
}

export interface ScheduleState {
  readonly paused: boolean;
  readonly note?: string;
  /** Absent: unlimited. */
  readonly remainingActions?: number;
  /** Nominal times up to here are dealt with. */
  readonly afterMs: number;
  readonly waiting: readonly WaitingStart[];
  readonly backfills: readonly PendingBackfill[];
  readonly running: readonly RunningAction[];
  /** The latest ones, oldest first. */
  readonly recent: readonly RecentAction[];
  readonly taken: number;
  readonly missed: number;
  readonly skipped: number;
  /** Starts for which there was no place to wait. */
  readonly dropped: number;
  readonly createdMs: number;
  readonly updatedMs?: number;
}

/** What was heard of a started workflow since the last change. */
export type ScheduleNews =
  | { readonly kind: 'refused'; readonly runId: string }
  | {
      readonly kind: 'closed';
      readonly runId: string;
      /** Set for the ends that pause a schedule with `pauseOnFailure`. */
      readonly failed?: 'failure' | 'timeout';
      readonly message?: string;
    };

/** A schedule as it is stored. */
export interface ScheduleRecord {
  readonly workflowId: string;
  readonly runId: string;
  /** Changes with every write. */
  readonly rev: string;
  readonly definition: ScheduleDefinition;
  readonly state: ScheduleState;
  readonly news: readonly ScheduleNews[];
  readonly lastResult?: readonly Payload[];
  readonly lastFailure?: Failure;
}

/** Times to run again, both ends inclusive. */
export interface BackfillRequest {
  readonly startMs: number;
  readonly endMs: number;
  readonly overlap?: OverlapPolicy;
}

/** What its owner says of the state. */
export interface ScheduleStateRequest {
  readonly paused?: boolean;
  readonly note?: string;
  readonly remainingActions?: number;
}

/** A whole new definition; memo stays, search attributes stay when absent. */
export interface ScheduleUpdateRequest {
  readonly requestId: string;
  readonly spec: ScheduleSpecRequest;
  readonly action: ScheduledAction;
  readonly policies?: Partial<SchedulePolicies>;
  readonly state?: ScheduleStateRequest;
  readonly searchAttributes?: PayloadMap;
}

export interface ScheduleCreateRequest extends ScheduleUpdateRequest {
  readonly scheduleId: string;
  readonly memo?: PayloadMap;
  readonly patch?: SchedulePatch;
}

export interface SchedulePatch {
  /** Pause or go on; the text becomes the note. */
  readonly pause?: string;
  readonly unpause?: string;
  /** Start one now. */
  readonly trigger?: { readonly overlap?: OverlapPolicy };
  readonly backfills?: readonly BackfillRequest[];
}
