import type {
  ActivityOptions as CommonActivityOptions,
  LocalActivityOptions as CommonLocalActivityOptions,
} from '@temporalio/common/lib/activity-options';
import type { EventGroupMarker } from './event-groups';

export {
  ActivityCancellationType,
  decodeActivityCancellationType,
  encodeActivityCancellationType,
} from '@temporalio/common/lib/activity-options';

/** How an activity is scheduled: one of `startToCloseTimeout` and `scheduleToCloseTimeout` is required. */
export type ActivityOptions = CommonActivityOptions & { eventGroups?: EventGroupMarker[] };

/** Options of a local activity; see `proxyLocalActivities`. */
export type LocalActivityOptions = CommonLocalActivityOptions & { eventGroups?: EventGroupMarker[] };
