/** Replays histories in processes of their own, and says what each replayer has against which. */
import { join } from 'node:path';
import { runChild } from '../../run/child';
import { installedVersion } from '../../sdk';
import type { Replayer, ReplayJob, ReplayNews } from './protocol';

const CHILD = join(__dirname, 'main.js');
/** Bundling all workflows comes before the first news. */
const SILENCE_MS = 90_000;
/** A history on which the replayer itself died is told apart by trying again without it. */
const MAX_DEATHS = 5;

export type ReplayVerdict =
  | { readonly done: false; readonly reason: string }
  /** What is wrong with a run, by its id; runs without an entry were replayed. */
  | { readonly done: true; readonly refused: ReadonlyMap<string, string> };

export async function replayHistories(
  replayer: Replayer,
  jobs: readonly ReplayJob[],
  withOwnOptions: readonly string[],
  signal: AbortSignal,
): Promise<ReplayVerdict> {
  if (replayer === 'temporal' && installedVersion('@temporalio/worker') === undefined) {
    return { done: false, reason: 'not installed: @temporalio/worker' };
  }
  const refused = new Map<string, string>();
  let left = [...jobs];
  for (let deaths = 0; left.length > 0 && !signal.aborted; deaths++) {
    const heard = new Set<string>();
    const hear = ({ runId, error }: ReplayNews): void => {
      heard.add(runId);
      if (error !== undefined) refused.set(runId, error);
    };
    const order = { replayer, jobs: left, withOwnOptions };
    const end = await runChild({ file: CHILD, order, hear, signal, silenceMs: SILENCE_MS });
    left = left.filter(({ runId }) => !heard.has(runId));
    const [suspect] = left;
    if (suspect === undefined) break;
    refused.set(suspect.runId, `the replayer stopped here: ${end ?? 'without a word'}`);
    left = deaths < MAX_DEATHS ? left.slice(1) : giveUpOn(left, refused);
  }
  return { done: true, refused };
}

function giveUpOn(jobs: readonly ReplayJob[], refused: Map<string, string>): [] {
  for (const { runId } of jobs) refused.set(runId, `not replayed: the replayer stopped ${MAX_DEATHS} times before`);
  return [];
}
