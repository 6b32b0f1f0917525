import type { HistoryAndWorkflowId } from '../client-types';
import type { ReplayWorkerOptions } from '../options/worker-options';
import { Replayer } from './replayer';
import type { ReplayHistoriesIterable, ReplayResult } from './types';

/** Replays one history. Throws ReplayError or DeterminismViolationError when code and history do not go together. */
export async function runReplayHistory(
  options: ReplayWorkerOptions,
  history: unknown,
  workflowId?: string,
): Promise<void> {
  const replayer = await Replayer.start(options);
  try {
    const { error } = await replayer.replay(history, workflowId);
    if (error) throw error;
  } finally {
    await replayer.close();
  }
}

/**
 * Replays histories and yields how each went, in their order. A few are under way at once, and no more are taken from
 * the iterable than that; a result never waits for the next history. Leaving the loop early ends the replay.
 */
export async function* runReplayHistories(
  options: ReplayWorkerOptions,
  histories: ReplayHistoriesIterable,
): AsyncIterableIterator<ReplayResult> {
  const replayer = await Replayer.start(options);
  const source = iteratorOf(histories);
  const underWay: Promise<ReplayResult>[] = [];
  let pull: Promise<IteratorResult<HistoryAndWorkflowId>> | undefined;
  let exhausted = false;
  try {
    for (;;) {
      if (!exhausted && underWay.length < replayer.concurrency) pull ??= Promise.resolve(source.next());
      const [oldest] = underWay;
      if (oldest === undefined && pull === undefined) return;
      const waits = [oldest?.then(() => 'result' as const), pull?.then(() => 'history' as const)];
      const first = await Promise.race(waits.filter((promise) => promise !== undefined));
      if (first === 'result') {
        yield await underWay.shift()!;
        continue;
      }
      const next = await pull!;
      pull = undefined;
      if (next.done) exhausted = true;
      else underWay.push(started(replayer, next.value));
    }
  } finally {
    if (!exhausted) void source.return?.();
    await replayer.close();
    await Promise.allSettled(underWay);
  }
}

/** Its rejection is heard when its turn comes. */
function started(replayer: Replayer, { history, workflowId }: HistoryAndWorkflowId): Promise<ReplayResult> {
  const result = replayer.replay(history, workflowId);
  result.catch(() => undefined);
  return result;
}

function iteratorOf(histories: ReplayHistoriesIterable) {
  return Symbol.asyncIterator in histories ? histories[Symbol.asyncIterator]() : histories[Symbol.iterator]();
}
