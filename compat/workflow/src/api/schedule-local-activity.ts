import type { PayloadTypeInfo } from '@temporalio/common/lib/type-info';
import type { LocalActivityOptions } from '../activities';
import { LocalActivityUnavailableError } from '../errors';
import { requireRun } from '../runtime/current';

/**
 * Local activities come in a later release: rejects with `LocalActivityUnavailableError`, which fails the workflow task.
 * Use `scheduleActivity`.
 */
export async function scheduleLocalActivity<R>(
  activityType: string,
  _args: unknown[],
  options: LocalActivityOptions,
  _typeInfo?: PayloadTypeInfo,
): Promise<R> {
  requireRun('Workflow.scheduleLocalActivity(...) may only be used from a Workflow Execution');
  if (options === undefined) throw new TypeError('Got empty activity options');
  throw new LocalActivityUnavailableError(activityType);
}
