/** What a worker does otherwise with attempts of standalone activities. */
import { endAttempt } from '../decide/activity-result';
import type { Attempt, AttemptEnd } from '../decide/attempt';
import { pendingOf } from '../client/standalone/read';
import type { ActivityTask } from '../model/task';
import type { Namespace } from '../namespace/namespace';

/** How often an end is decided again because the activity's options were changed meanwhile. */
const TRIES = 5;

/**
 * Says how the attempt ended. A repeat of the call finds the attempt over and changes nothing, so none is remembered.
 * What depends on the options is decided again when they are no longer those of the task.
 */
export async function endStandalone(
  namespace: Namespace,
  task: ActivityTask,
  end: AttemptEnd,
  identity: string,
): Promise<void> {
  let attempt: Attempt = task;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const nowMs = namespace.clock.nowMs();
    const transition = endAttempt(attempt, end, { identity, nowMs, retentionMs: namespace.retentionMs() });
    const { outcome } = await namespace.applier.apply(task.workflowId, transition);
    if (outcome !== 'refused' || end.as !== 'failed') return;
    const now = await current(namespace, task);
    if (!now || now.options === attempt.options) return;
    attempt = now;
  }
}

/** The attempt with the options that hold now; undefined when it is over. */
async function current(namespace: Namespace, task: ActivityTask): Promise<Attempt | undefined> {
  const { workflowId, runId } = task;
  const run = await namespace.store.readRun(namespace.applier.shardOf(workflowId), workflowId, runId);
  const read = run && pendingOf(run);
  const isSame = read?.state === 'started' && read.attempt.attempt === task.attempt;
  return isSame && read.attempt.scheduledEventId === task.scheduledEventId ? read.attempt : undefined;
}
