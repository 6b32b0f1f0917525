import type { WorkflowHandle } from '@perdure/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { ReplayJob } from './real-replayer';
import { eventsOf, type Scene } from './scene';

/** Every run of everything a scene has started: chains of runs and children too. */
export async function collectHistories(scene: Scene): Promise<ReplayJob[]> {
  const jobs = new Map<string, ReplayJob>();
  const queue = scene.started.map(({ workflowId }) => ({ workflowId, runId: '' }));
  for (const handle of scene.started) {
    const first = (handle as { firstExecutionRunId?: string }).firstExecutionRunId;
    if (first !== undefined) queue.push({ workflowId: handle.workflowId, runId: first });
  }
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { workflowId, runId } = next;
    const handle = scene.client.workflow.getHandle(workflowId, runId || undefined);
    const id = `${workflowId} ${runId || (await handle.describe()).runId}`;
    if (jobs.has(id)) continue;
    const history = await handle.fetchHistory();
    jobs.set(id, { name: id, history: JSON.parse(historyToJSON(history)) as unknown });
    queue.push(...(await relatives(handle)));
  }
  return [...jobs.values()];
}

async function relatives(handle: WorkflowHandle): Promise<{ workflowId: string; runId: string }[]> {
  const found: { workflowId: string; runId: string }[] = [];
  for (const event of await eventsOf(handle)) {
    const next =
      event.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ??
      event.workflowExecutionCompletedEventAttributes?.newExecutionRunId ??
      event.workflowExecutionFailedEventAttributes?.newExecutionRunId;
    if (next) found.push({ workflowId: handle.workflowId, runId: next });
    const child = event.childWorkflowExecutionStartedEventAttributes?.workflowExecution;
    if (child?.workflowId) found.push({ workflowId: child.workflowId, runId: child.runId ?? '' });
  }
  return found;
}
