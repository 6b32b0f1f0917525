import type { ActivityDefinitionOptions, ActivityFunction } from '@temporalio/common';

/**
 * Attaches definition options (type information for converters) to an activity function.
 * @experimental
 */
export function setActivityOptions<Args extends any[], ReturnType>(
  options: ActivityDefinitionOptions,
  fn: ActivityFunction<Args, ReturnType>,
): void {
  Object.assign(fn, { activityDefinitionOptions: options });
}
