/** What interceptors of standalone activities see. */
import type { Headers, Next, TypeInfo } from '@temporalio/common';
import type {
  ActivityDescribeOptions,
  ActivityHandle,
  ActivityOptions,
  ActivityOptionsUpdate,
  ActivityOptionsUpdateResult,
  ActivityPauseOptions,
  ActivityUnpauseOptions,
} from './activity-client';
import type { ActivityExecutionDescription, ActivityExecutionInfo, CountActivityExecutions } from './activity-types';

interface ActivityRun {
  readonly activityId: string;
  readonly activityRunId: string;
  readonly headers: Headers;
}

export interface ActivityStartInput {
  readonly activityType: string;
  readonly options: ActivityOptions;
  readonly headers: Headers;
}
export interface ActivityGetResultInput extends ActivityRun {
  readonly outputType?: TypeInfo;
}
export interface ActivityDescribeInput extends ActivityRun {
  readonly options: Required<ActivityDescribeOptions>;
}
export interface ActivityCancelInput extends ActivityRun {
  readonly reason: string;
}
export interface ActivityTerminateInput extends ActivityRun {
  readonly reason: string;
}
export interface ActivityListInput {
  readonly query: string;
  readonly headers: Headers;
}
export interface ActivityCountInput {
  readonly query: string;
  readonly headers: Headers;
}
export interface ActivityPauseInput extends ActivityRun {
  readonly options: ActivityPauseOptions;
}
export interface ActivityUnpauseInput extends ActivityRun {
  readonly options: ActivityUnpauseOptions;
}
export interface ActivityUpdateOptionsInput extends ActivityRun {
  readonly options: ActivityOptionsUpdate;
}
export type ActivityRestoreOriginalOptionsInput = ActivityRun;

export interface ActivityClientInterceptor {
  start?: (input: ActivityStartInput, next: Next<this, 'start'>) => Promise<ActivityHandle>;
  getResult?: (input: ActivityGetResultInput, next: Next<this, 'getResult'>) => Promise<unknown>;
  describe?: (input: ActivityDescribeInput, next: Next<this, 'describe'>) => Promise<ActivityExecutionDescription>;
  cancel?: (input: ActivityCancelInput, next: Next<this, 'cancel'>) => Promise<void>;
  terminate?: (input: ActivityTerminateInput, next: Next<this, 'terminate'>) => Promise<void>;
  list?: (input: ActivityListInput, next: Next<this, 'list'>) => AsyncIterable<ActivityExecutionInfo>;
  count?: (input: ActivityCountInput, next: Next<this, 'count'>) => Promise<CountActivityExecutions>;
  pause?: (input: ActivityPauseInput, next: Next<this, 'pause'>) => Promise<void>;
  unpause?: (input: ActivityUnpauseInput, next: Next<this, 'unpause'>) => Promise<void>;
  updateOptions?: (
    input: ActivityUpdateOptionsInput,
    next: Next<this, 'updateOptions'>,
  ) => Promise<ActivityOptionsUpdateResult>;
  restoreOriginalOptions?: (
    input: ActivityRestoreOriginalOptionsInput,
    next: Next<this, 'restoreOriginalOptions'>,
  ) => Promise<ActivityOptionsUpdate>;
}
