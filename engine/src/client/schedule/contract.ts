import type { PayloadMap } from '../../model/payload';
import type {
  RecentAction,
  RunningAction,
  ScheduleCreateRequest,
  ScheduledAction,
  SchedulePatch,
  SchedulePolicies,
  ScheduleSpec,
  ScheduleUpdateRequest,
} from '../../model/schedule';
import type { CallOptions } from '../call-options';

/** A schedule as it is now. Times are milliseconds since the epoch. */
export interface ScheduleView {
  readonly scheduleId: string;
  readonly spec: ScheduleSpec;
  readonly action: ScheduledAction;
  readonly policies: SchedulePolicies;
  readonly memo?: PayloadMap;
  readonly searchAttributes?: PayloadMap;
  readonly paused: boolean;
  readonly note?: string;
  readonly remainingActions?: number;
  /** At most 10, oldest first. */
  readonly recentActions: readonly RecentAction[];
  /** At most 10. */
  readonly nextTimesMs: readonly number[];
  readonly runningActions: readonly RunningAction[];
  readonly taken: number;
  readonly missed: number;
  readonly skipped: number;
  readonly dropped: number;
  readonly waiting: number;
  readonly createdMs: number;
  readonly updatedMs?: number;
  /** Differs when anything has changed. */
  readonly rev: string;
}

/** What can be done with schedules. NOT_FOUND when there is none of this id. */
export interface ScheduleCalls {
  /** ALREADY_EXISTS when there is one; INVALID_ARGUMENT ("Invalid schedule spec: ...") and LIMIT_EXCEEDED before anything is written. */
  create(request: ScheduleCreateRequest, options?: CallOptions): Promise<void>;
  describe(scheduleId: string, options?: CallOptions): Promise<ScheduleView>;
  /** Replaces the definition and what its owner says of the state. When the spec differs, times that have passed are not run any more. */
  update(scheduleId: string, request: ScheduleUpdateRequest, options?: CallOptions): Promise<void>;
  patch(
    scheduleId: string,
    patch: SchedulePatch & { readonly requestId: string },
    options?: CallOptions,
  ): Promise<void>;
  /** Workflows that it started go on. */
  delete(scheduleId: string, request: { readonly requestId: string }, options?: CallOptions): Promise<void>;
}
