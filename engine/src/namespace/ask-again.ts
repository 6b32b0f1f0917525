/**
 * Asks about executions whose end others wait for, every few minutes: parents about their children, schedules about the
 * workflows they started. Messages tell of ends; this is for those that never came (invariant 10). Owns its place in the
 * list of open runs, nothing else; a new owner of the timer loop begins anew.
 *
 * 1. Who has undelivered messages is left alone, on either side: what is missed may lie in them, and order is kept.
 * 2. What is found is guarded by what was read, so asking at the wrong moment changes nothing.
 * 3. A turn looks at no more than a page of runs, and asks no more than so many questions.
 */
import {
  childEnded,
  childMissing,
  childRunId,
  type FoundEnd,
  scheduledEnded,
  scheduledMissing,
} from '../decide/message/ask-again';
import { OUTBOX_TIMER } from '../decide/due/rules';
import { recordOf } from '../decide/schedule/record';
import type { RunRecord, Store } from '../store/contract';
import { ENTRY_START, readPlace } from '../store/index-entries';
import type { Applier } from './applier';
import { type Chore, createChore } from './chore';

const PAGE = 500;
const QUESTIONS = 200;
const EVERY_MS = 300_000;
/** Between two turns of one round. */
const PAUSE_MS = 10_000;
/** Runs of a chain that are followed to its end. */
const MAX_RUNS = 100;
const KINDS = ['workflow', 'schedule'] as const;

interface Asking {
  readonly store: Store;
  readonly shard: number;
  readonly applier: Applier;
  readonly onError: (error: unknown, context: string) => void;
}

/** Where the next turn goes on; `after`: a place in the list. */
interface Place {
  readonly kind: number;
  readonly after: string;
}

export function createAskAgain(asking: Asking): Chore {
  let place: Place | undefined;
  return createChore({
    everyMs: EVERY_MS,
    async work() {
      place = await lookAt(asking, place ?? { kind: 0, after: '' });
      return place && PAUSE_MS;
    },
    onError: (error) => asking.onError(error, `asking again in shard ${asking.shard}`),
  });
}

/** Undefined: that was the last page. */
async function lookAt(asking: Asking, { kind, after }: Place): Promise<Place | undefined> {
  const places = await openRuns(asking, KINDS[kind] as string, after);
  const rows = await fieldsOf(asking, places);
  let questions = 0;
  for (const [index, row] of rows.entries()) {
    const place = places[index] as string;
    // Who has never sent anything waits for nobody.
    if (row?.['sent'] === undefined) continue;
    const { runId } = readPlace(place);
    questions += await askOf(asking, row['id'] ?? '', runId).catch((error: unknown) => {
      asking.onError(error, `asking again for run ${runId}`);
      return 1;
    });
    if (questions >= QUESTIONS) return { kind, after: place };
  }
  const last = places[rows.length - 1];
  if (last !== undefined && (places.length === PAGE || rows.length < places.length)) return { kind, after: last };
  return kind + 1 < KINDS.length ? { kind: kind + 1, after: '' } : undefined;
}

async function openRuns({ store, shard }: Asking, kind: string, after: string): Promise<readonly string[]> {
  const prefix = `${ENTRY_START.status}RUNNING`;
  const ranges = [{ min: `${prefix}\0${after}`, max: `${prefix}\u0001` }];
  const [places = []] = await store.listEntries(shard, { kind, ranges, limit: PAGE, reverse: false, whole: false });
  return places;
}

async function fieldsOf({ store, shard }: Asking, places: readonly string[]) {
  if (places.length === 0) return [];
  return store.readRows(shard, { runIds: places.map((place) => readPlace(place).runId), fields: ['id', 'sent'] });
}

/** How many questions it took. */
async function askOf(asking: Asking, workflowId: string, runId: string): Promise<number> {
  const run = await asking.store.readRun(asking.shard, workflowId, runId);
  if (!run || run.status !== 'RUNNING' || hasMessages(run)) return 1;
  return 1 + (run.run['kind'] === 'schedule' ? await askSchedule(asking, run) : await askChildren(asking, run));
}

async function askChildren(asking: Asking, run: RunRecord): Promise<number> {
  const { started } = run;
  const children = Object.entries(run.pending).filter(([field]) => field.startsWith('child:'));
  if (started.type !== 'WorkflowExecutionStarted') return 0;
  for (const [field, pending] of some(children)) {
    const initiatedEventId = Number(field.slice('child:'.length));
    const initiated = run.asked[initiatedEventId];
    if (initiated?.type !== 'StartChildWorkflowExecutionInitiated') continue;
    const waiting = { namespace: asking.store.namespace, started, initiatedEventId, pending };
    const found = await endOf(asking, initiated.workflowId, childRunId(waiting));
    if (found === 'open') continue;
    const heard = found === 'missing' ? childMissing(waiting, initiated) : childEnded(waiting, found);
    await asking.applier.apply(run.workflowId, heard);
  }
  return children.length;
}

async function askSchedule(asking: Asking, run: RunRecord): Promise<number> {
  const record = recordOf(run);
  const { running } = record.state;
  for (const action of some(running)) {
    const found = await endOf(asking, action.workflowId, action.runId);
    if (found === 'open') continue;
    const heard =
      found === 'missing' ? scheduledMissing(record, action.runId) : scheduledEnded(record, action.runId, found);
    await asking.applier.apply(run.workflowId, heard);
    // It has changed: the others are asked next time.
    break;
  }
  return running.length;
}

/** Not more than fit into a turn; others come first another time. */
function some<T>(all: readonly T[]): readonly T[] {
  const from = all.length <= QUESTIONS ? 0 : Math.floor(Math.random() * all.length);
  return [...all.slice(from), ...all.slice(0, from)].slice(0, QUESTIONS);
}

/** How the chain that began with this run has ended. */
async function endOf(asking: Asking, workflowId: string, firstRunId: string): Promise<FoundEnd | 'open' | 'missing'> {
  const read = (runId?: string): Promise<RunRecord | undefined> =>
    asking.store.readRun(asking.applier.shardOf(workflowId), workflowId, runId);
  const current = await read();
  let run = current?.firstRunId === firstRunId ? current : await read(firstRunId);
  for (let looked = 0; run && looked < MAX_RUNS; looked += 1) {
    if (run.status === 'RUNNING') return 'open';
    const { newExecutionRunId } = run.latest as { readonly newExecutionRunId?: string };
    if (newExecutionRunId === undefined) {
      const { runId, started, latest } = run;
      return hasMessages(run) ? 'open' : { sender: { workflowId, runId }, senderEnds: { started, latest } };
    }
    run = await read(newExecutionRunId);
  }
  return run || current?.firstRunId === firstRunId ? 'open' : 'missing';
}

function hasMessages({ timers }: RunRecord): boolean {
  return OUTBOX_TIMER in timers;
}
