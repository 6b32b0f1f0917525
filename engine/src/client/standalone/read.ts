/** A standalone activity as it is stored, and changes that are decided on what was read. */
import { attemptOf } from '../../decide/due/attempt';
import type { ReadActivity } from '../../decide/standalone/options';
import { reservedId } from '../../model/reserved-ids';
import type { StandaloneTarget } from '../../model/standalone-activity';
import type { Transition } from '../../model/transition';
import type { Namespace } from '../../namespace/namespace';
import type { RunRecord } from '../../store/contract';
import { applyInTime } from '../apply-in-time';
import type { CallOptions } from '../call-options';
import { expired } from '../refusals';
import { activityNotFound, activityNotOpen, keepsChanging } from './refusals';

/** Each time the activity has changed meanwhile, it is read again. */
const TRIES = 10;

export async function readRun(namespace: Namespace, target: StandaloneTarget): Promise<RunRecord> {
  const workflowId = reservedId('activity', target.activityId);
  const run = await namespace.store.readRun(namespace.applier.shardOf(workflowId), workflowId, target.runId);
  if (!run) throw activityNotFound(target);
  return run;
}

/** What is pending of an open one; undefined when it has ended. */
export function pendingOf(run: RunRecord): ReadActivity | undefined {
  const id = pendingId(run);
  if (id === undefined) return undefined;
  const found = attemptOf(run, { record: run.pending, event: run.asked[id] }, id);
  if (!found) return undefined;
  const { attempt, state } = found;
  return { attempt, state, historyLength: run.historyLength, nowMs: run.nowMs, record: run.pending };
}

/** The id of its ActivityTaskScheduled event. */
export function pendingId(run: Pick<RunRecord, 'pending'>): number | undefined {
  const field = Object.keys(run.pending).find((name) => /^act:\d+$/.test(name));
  return field === undefined ? undefined : Number(field.slice('act:'.length));
}

/** Reads, decides, applies; again when the activity has changed in between. `undefined`: there is nothing to do. */
export async function change(
  namespace: Namespace,
  target: StandaloneTarget,
  what: string,
  decide: (read: ReadActivity, run: RunRecord) => Transition | undefined,
  options: CallOptions | undefined,
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const run = await readRun(namespace, target);
    const read = pendingOf(run);
    if (!read) throw activityNotOpen(target, run.status);
    const transition = decide(read, run);
    if (!transition) return;
    const result = await applyInTime(namespace, run.workflowId, () => transition, options);
    if (result.outcome === 'applied') return;
    if (result.outcome === 'expired') throw expired(what);
  }
  throw keepsChanging(target);
}
