/** Types, names and constants of schedules. */
import type {
  Duration,
  SearchAttributePair,
  SearchAttributes,
  TypedSearchAttributes,
  Workflow,
} from '@temporalio/common';
import type { Replace } from '@temporalio/common/lib/type-helpers';
import { protoEnum } from './proto-enum';
import type { ProtoDescribeSchedule } from './proto-types';
import type { WorkflowStartOptions } from './workflow-options';

export interface ScheduleOptions<A extends ScheduleOptionsAction = ScheduleOptionsAction> {
  scheduleId: string;
  spec: ScheduleSpec;
  action: A;
  policies?: {
    /** Default SKIP. */
    overlap?: ScheduleOverlapPolicy;
    catchupWindow?: Duration;
    /** Default false. */
    pauseOnFailure?: boolean;
  };
  memo?: Record<string, unknown>;
  /** @deprecated Use `typedSearchAttributes`. */
  searchAttributes?: SearchAttributes;
  typedSearchAttributes?: SearchAttributePair[] | TypedSearchAttributes;
  state?: {
    paused?: boolean;
    note?: string;
    remainingActions?: number;
    triggerImmediately?: boolean;
    backfill?: Backfill[];
  };
}

export type CompiledScheduleOptions = Replace<ScheduleOptions, { action: CompiledScheduleAction }>;

export type ScheduleUpdateOptions<A extends ScheduleOptionsAction = ScheduleOptionsAction> = Replace<
  Omit<ScheduleOptions, 'scheduleId' | 'memo'>,
  { action: A; state: Omit<ScheduleOptions['state'], 'triggerImmediately' | 'backfill'> }
>;

export type CompiledScheduleUpdateOptions = Replace<ScheduleUpdateOptions, { action: CompiledScheduleAction }>;

export interface ScheduleSummary {
  scheduleId: string;
  spec?: ScheduleSpecDescription;
  action?: ScheduleSummaryAction;
  memo?: Record<string, unknown>;
  /** @deprecated Use `typedSearchAttributes`. */
  searchAttributes?: SearchAttributes;
  typedSearchAttributes?: TypedSearchAttributes;
  state: { paused: boolean; note?: string };
  info: { recentActions: ScheduleExecutionResult[]; nextActionTimes: Date[] };
}

export interface ScheduleExecutionResult {
  scheduledAt: Date;
  takenAt: Date;
  action: ScheduleExecutionActionResult;
}
export type ScheduleExecutionActionResult = ScheduleExecutionStartWorkflowActionResult;
export interface ScheduleExecutionStartWorkflowActionResult {
  type: 'startWorkflow';
  workflow: { workflowId: string; firstExecutionRunId: string };
}

export interface ScheduleDescription {
  scheduleId: string;
  spec: ScheduleSpecDescription;
  action: ScheduleDescriptionAction;
  policies: { overlap: ScheduleOverlapPolicy; catchupWindow: number; pauseOnFailure: boolean };
  memo?: Record<string, unknown>;
  /** @deprecated Use `typedSearchAttributes`. */
  searchAttributes: SearchAttributes;
  typedSearchAttributes: TypedSearchAttributes;
  state: { paused: boolean; note?: string; remainingActions?: number };
  info: {
    recentActions: ScheduleExecutionResult[];
    nextActionTimes: Date[];
    numActionsTaken: number;
    numActionsMissedCatchupWindow: number;
    numActionsSkippedOverlap: number;
    createdAt: Date;
    lastUpdatedAt: Date | undefined;
    runningActions: ScheduleExecutionActionResult[];
  };
  raw: ProtoDescribeSchedule;
}

export interface ScheduleSpec {
  calendars?: CalendarSpec[];
  intervals?: IntervalSpec[];
  cronExpressions?: string[];
  skip?: CalendarSpec[];
  startAt?: Date;
  endAt?: Date;
  jitter?: Duration;
  /** Default UTC. */
  timezone?: string;
}

export type ScheduleSpecDescription = Omit<
  ScheduleSpec,
  'calendars' | 'intervals' | 'cronExpressions' | 'skip' | 'jitter'
> & {
  calendars?: CalendarSpecDescription[];
  intervals?: IntervalSpecDescription[];
  skip?: CalendarSpecDescription[];
  jitter?: number;
};

type CalendarField<Unit> = LooseRange<Unit> | LooseRange<Unit>[] | '*';

export interface CalendarSpec {
  second?: CalendarField<number>;
  minute?: CalendarField<number>;
  hour?: CalendarField<number>;
  dayOfMonth?: CalendarField<number>;
  month?: CalendarField<Month>;
  year?: CalendarField<number>;
  dayOfWeek?: CalendarField<DayOfWeek>;
  comment?: string;
}

export interface CalendarSpecDescription {
  second: Range<number>[];
  minute: Range<number>[];
  hour: Range<number>[];
  dayOfMonth: Range<number>[];
  month: Range<Month>[];
  year: Range<number>[];
  dayOfWeek: Range<DayOfWeek>[];
  comment?: string;
}

export interface IntervalSpec {
  every: Duration;
  offset?: Duration;
}
export interface IntervalSpecDescription {
  every: number;
  offset: number;
}
export interface Range<Unit> {
  start: Unit;
  end: Unit;
  step: number;
}
export type LooseRange<Unit> =
  Range<Unit> | { start: Range<Unit>['start']; end?: Range<Unit>['end']; step?: never } | Unit;

export const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const;
export type Month = (typeof MONTHS)[number];

export const DAYS_OF_WEEK = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;
export type DayOfWeek = (typeof DAYS_OF_WEEK)[number];

export type ScheduleOptionsAction = ScheduleOptionsStartWorkflowAction<Workflow>;
export type ScheduleOptionsStartWorkflowAction<W extends Workflow> = {
  type: 'startWorkflow';
  workflowType: string | W;
} & Pick<
  WorkflowStartOptions<W>,
  | 'taskQueue'
  | 'args'
  | 'memo'
  | 'searchAttributes'
  | 'typedSearchAttributes'
  | 'retry'
  | 'workflowExecutionTimeout'
  | 'workflowRunTimeout'
  | 'workflowTaskTimeout'
  | 'staticDetails'
  | 'staticSummary'
  | 'priority'
> & { workflowId?: string };

export type ScheduleSummaryAction = ScheduleSummaryStartWorkflowAction;
export interface ScheduleSummaryStartWorkflowAction {
  type: 'startWorkflow';
  workflowType: string;
}

export type ScheduleDescriptionAction = ScheduleDescriptionStartWorkflowAction;
export type ScheduleDescriptionStartWorkflowAction = ScheduleSummaryStartWorkflowAction &
  Pick<
    WorkflowStartOptions,
    | 'taskQueue'
    | 'workflowId'
    | 'args'
    | 'memo'
    | 'searchAttributes'
    | 'typedSearchAttributes'
    | 'retry'
    | 'workflowExecutionTimeout'
    | 'workflowRunTimeout'
    | 'workflowTaskTimeout'
    | 'staticSummary'
    | 'staticDetails'
    | 'priority'
  >;
export type CompiledScheduleAction = Replace<ScheduleDescriptionAction, { workflowType: string; args: unknown[] }>;

/** What happens when an action is due while the last one still runs. */
export const ScheduleOverlapPolicy = {
  /** The new one is left out. The default. */
  SKIP: 'SKIP',
  /** One waits. */
  BUFFER_ONE: 'BUFFER_ONE',
  /** All wait, one after the other. */
  BUFFER_ALL: 'BUFFER_ALL',
  /** The running one is cancelled; the new one starts when it has ended. */
  CANCEL_OTHER: 'CANCEL_OTHER',
  /** The running one is terminated; the new one starts at once. */
  TERMINATE_OTHER: 'TERMINATE_OTHER',
  /** Both run. */
  ALLOW_ALL: 'ALLOW_ALL',
  /** @deprecated Leave the option out. */
  UNSPECIFIED: undefined,
} as const;
export type ScheduleOverlapPolicy = (typeof ScheduleOverlapPolicy)[keyof typeof ScheduleOverlapPolicy];

export const [encodeScheduleOverlapPolicy, decodeScheduleOverlapPolicy] = protoEnum('SCHEDULE_OVERLAP_POLICY_', {
  SKIP: 1,
  BUFFER_ONE: 2,
  BUFFER_ALL: 3,
  CANCEL_OTHER: 4,
  TERMINATE_OTHER: 5,
  ALLOW_ALL: 6,
});

export interface Backfill {
  start: Date;
  end: Date;
  overlap?: ScheduleOverlapPolicy;
}
