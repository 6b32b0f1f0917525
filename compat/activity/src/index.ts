/** What activity code imports: the counterpart of `@temporalio/activity`. */
export { ApplicationFailure, CancelledFailure, CompleteAsyncError } from '@temporalio/common';
export type {
  ActivityDefinitionOptions,
  ActivityFunction,
  ActivityInterface,
  ActivityTypeInfoMap,
  UntypedActivities,
} from '@temporalio/common';
export { setActivityOptions } from './activity-options';
export { Context } from './context';
export {
  activityInfo,
  cancellationDetails,
  cancellationSignal,
  cancelled,
  getClient,
  heartbeat,
  sleep,
} from './functions';
export type { Info } from './info';
export { log } from './log';
export { metricMeter } from './metric-meter';
export { asyncLocalStorage } from './storage';
