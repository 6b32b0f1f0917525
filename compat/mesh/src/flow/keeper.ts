/**
 * The workflow that keeps the signals of one id. It exists from the first signal or the first waiter on, and ends when nobody
 * waits and nothing is kept.
 *
 * 1. A signal reaches every workflow that waits for it, and every one that was started before it was sent and waits later.
 * 2. A signal that nobody has taken is kept for the first who waits, for UNTAKEN_MS.
 * 3. A chain of runs gets each signal once, in the order in which they were sent.
 */
import {
  condition,
  continueAsNew,
  defineSignal,
  getExternalWorkflowHandle,
  setHandler,
  workflowInfo,
} from '@perdure/workflow';
import { nowMs } from './current-run';
import { HANDED_ON_BYTES, jsonBytes } from './signal-limits';
import { AWAIT, DELIVER, PROBE, SEND } from './names';

const UNTAKEN_MS = 24 * 3_600_000;
const TAKEN_MS = 3_600_000;
/** How often it looks for what is too old, and for waiters that are gone. */
const ROUND_MS = 3_600_000;
/** The oldest go first. */
const MOST_KEPT = 1_000;

export interface Waiter {
  readonly workflowId: string;
  /** First run of its chain. */
  readonly chain: string;
  readonly step: number;
  /** When the chain was started. */
  readonly sinceMs: number;
}
/** What a keeper is told. */
export type KeeperMessage =
  { readonly kind: 'send'; readonly data: unknown } | { readonly kind: 'await'; readonly waiter: Waiter };
/** What a waiter is told. */
export interface Delivery {
  readonly chain: string;
  readonly step: number;
  readonly data: unknown;
}

interface Kept {
  readonly seq: number;
  readonly atMs: number;
  readonly data: unknown;
  taken: boolean;
}
/** Everything a keeper knows, as it goes to its next run. */
interface KeeperState {
  seq: number;
  kept: Kept[];
  waiters: Waiter[];
  /** Number of the last signal that a chain has got. */
  seen: Record<string, number>;
}

const send = defineSignal<[KeeperMessage]>(SEND);
const wait = defineSignal<[KeeperMessage]>(AWAIT);

/** The workflow; `first` is the message it was started for. */
export async function meshflowSignalKeeper(
  signalId: string,
  carried?: KeeperState | null,
  first?: KeeperMessage,
): Promise<void> {
  const state: KeeperState = carried ?? { seq: 0, kept: [], waiters: [], seen: {} };
  const unheard: KeeperMessage[] = first ? [first] : [];
  const hear = (message: KeeperMessage): void => void unheard.push(message);
  setHandler(send, hear);
  setHandler(wait, hear);
  for (;;) {
    const woken = await condition(() => unheard.length > 0, ROUND_MS);
    for (const message of unheard.splice(0)) note(state, message);
    await deliverAll(state);
    if (!woken) await sweep(state);
    if (unheard.length > 0) continue;
    if (state.waiters.length === 0 && state.kept.length === 0) return;
    if (workflowInfo().continueAsNewSuggested && canBeHandedOn(state))
      await continueAsNew<typeof meshflowSignalKeeper>(signalId, state);
  }
}

/** Large signals stay in this run until they are too old. */
function canBeHandedOn(state: KeeperState): boolean {
  return jsonBytes(state) <= HANDED_ON_BYTES;
}

function note(state: KeeperState, message: KeeperMessage): void {
  if (message.kind === 'send') {
    state.kept.push({ seq: ++state.seq, atMs: nowMs(), data: message.data, taken: false });
    if (state.kept.length > MOST_KEPT) state.kept.shift();
    return;
  }
  const { chain, step } = message.waiter;
  if (!state.waiters.some((one) => one.chain === chain && one.step === step)) state.waiters.push(message.waiter);
}

/** Gives each waiter what there is for it. */
async function deliverAll(state: KeeperState): Promise<void> {
  const matched = state.waiters.flatMap((waiter) => {
    const kept = state.kept.find(
      ({ seq, atMs, taken }) => seq > (state.seen[waiter.chain] ?? 0) && (!taken || atMs >= waiter.sinceMs),
    );
    if (kept) state.seen[waiter.chain] = kept.seq;
    return kept ? [{ waiter, kept }] : [];
  });
  await Promise.all(
    matched.map(async ({ waiter, kept }) => {
      const delivery: Delivery = { chain: waiter.chain, step: waiter.step, data: kept.data };
      if (await tell(waiter, DELIVER, delivery)) kept.taken = true;
    }),
  );
  const served = new Set(matched.map(({ waiter }) => waiter));
  state.waiters = state.waiters.filter((waiter) => !served.has(waiter));
}

/** Forgets what is too old, and waiters whose workflow has ended. */
async function sweep(state: KeeperState): Promise<void> {
  const now = nowMs();
  state.kept = state.kept.filter(({ atMs, taken }) => now - atMs < (taken ? TAKEN_MS : UNTAKEN_MS));
  const alive = await Promise.all(state.waiters.map((waiter) => tell(waiter, PROBE)));
  state.waiters = state.waiters.filter((_waiter, at) => alive[at]);
  const chains = new Set(state.waiters.map(({ chain }) => chain));
  if (state.kept.length > 0) return;
  for (const chain of Object.keys(state.seen)) if (!chains.has(chain)) delete state.seen[chain];
}

/** False when the workflow has ended. */
async function tell({ workflowId }: Waiter, signal: string, ...args: unknown[]): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(signal, ...args);
    return true;
  } catch {
    return false;
  }
}
