import { activityField } from '../../decide/pending-activity';
import { isStandalone } from '../../model/reserved-ids';
import type { ActivityTask } from '../../model/task';
import type { Namespace } from '../../namespace/namespace';

/** Why a heartbeat said that the attempt should stop: its reply is the same for both. */
export async function stopReason(
  namespace: Namespace,
  task: Pick<ActivityTask, 'workflowId' | 'runId' | 'scheduledEventId'>,
): Promise<'CANCELLED' | 'PAUSED'> {
  if (!isStandalone(task)) return 'CANCELLED';
  const { workflowId, runId } = task;
  const run = await namespace.store.readRun(namespace.applier.shardOf(workflowId), workflowId, runId);
  if (run?.run['cancelRequested'] !== undefined) return 'CANCELLED';
  return run?.pending[activityField(task.scheduledEventId, ':pause')] === undefined ? 'CANCELLED' : 'PAUSED';
}
