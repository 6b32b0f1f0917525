/**
 * Moves on what is due in one shard: timers, timeouts, retries, undelivered messages, removal of old runs, questions.
 * One process at a time holds the shard's lease; what it claims is guarded, so a late owner can do no harm.
 */
import { dueTransitions, OUTBOX_TIMER } from '../decide/due/rules';
import { newId } from '../model/ids';
import type { DueRun, Store } from '../store/contract';
import type { Applier } from './applier';
import { createAskAgain } from './ask-again';
import { delay } from './delay';
import type { Outboxes } from './outboxes';
import { createSweeper } from './sweeper';

const LEASE_MS = 10_000;
/** No more than can be applied in a third of the lease. */
const BATCH = 100;
const MAX_WAIT_MS = 5_000;

export interface TimerLoopDependencies {
  readonly store: Store;
  readonly shard: number;
  readonly owner: string;
  readonly applier: Applier;
  readonly outboxes: Outboxes;
  readonly retentionMs: () => number;
  readonly onError: (error: unknown, context: string) => void;
}

/** Runs until the signal is aborted. Never rejects. */
export async function runTimerLoop(dependencies: TimerLoopDependencies, signal: AbortSignal): Promise<void> {
  const { store, shard, owner, onError } = dependencies;
  const sweeper = createSweeper({ store, shard, onError, signal });
  const again = createAskAgain(dependencies);
  while (!signal.aborted) {
    try {
      if (!(await turn(dependencies, signal))) continue;
      sweeper.begin();
      again.begin();
    } catch (error) {
      if (signal.aborted) break;
      onError(error, `timer loop of shard ${shard}`);
      await delay(1_000, signal);
    }
  }
  await Promise.all([sweeper.idle(), again.idle()]);
  await store.releaseLoop(shard, owner).catch(() => undefined);
}

async function turn(dependencies: TimerLoopDependencies, signal: AbortSignal): Promise<boolean> {
  const { store, shard, owner } = dependencies;
  const reply = await store.claimDue(shard, { owner, leaseMs: LEASE_MS, limit: BATCH });
  if (!reply.held) {
    const untilMs = reply.nextMs === undefined ? MAX_WAIT_MS : reply.nextMs - reply.nowMs;
    await store.awaitRelease(shard, Math.min(MAX_WAIT_MS, Math.max(100, untilMs)), signal);
    return false;
  }
  await Promise.all(reply.runs.map((run) => moveOn(dependencies, run, reply.nowMs)));
  if (reply.runs.length < BATCH && !signal.aborted) {
    const untilMs = reply.nextMs ?? reply.nowMs + MAX_WAIT_MS;
    await store.awaitDue(shard, untilMs, MAX_WAIT_MS, signal);
  }
  return true;
}

async function moveOn(dependencies: TimerLoopDependencies, run: DueRun, nowMs: number): Promise<void> {
  try {
    if (run.entries.some(({ name }) => name === OUTBOX_TIMER)) {
      dependencies.outboxes.deliver(dependencies.shard, run.runId);
    }
    const context = { nowMs, retentionMs: dependencies.retentionMs(), newId };
    for (const transition of dueTransitions(run, context)) {
      await dependencies.applier.apply(run.workflowId, transition);
    }
  } catch (error) {
    dependencies.onError(error, `moving on run ${run.runId}`);
  }
}
