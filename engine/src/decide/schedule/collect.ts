/**
 * What has become due since a schedule was looked at: news of its workflows, nominal times, backfills. It goes into
 * the state; `actions.ts` decides what is started.
 */
import { LIMITS } from '../../limits';
import type {
  PendingBackfill,
  ScheduleDefinition,
  ScheduleNews,
  ScheduleRecord,
  ScheduleState,
  WaitingStart,
} from '../../model/schedule';
import type { Times } from './times';

/** What is left after as many times as one transition deals with stays due. */
export function collect(record: ScheduleRecord, times: Times, nowMs: number): ScheduleState {
  const { definition, news } = record;
  const heard = news.reduce((state, one) => hear(state, one, definition), record.state);
  const filled = runBackfills(heard, times);
  return collectTimes(filled.state, definition, times, nowMs, LIMITS.scheduleTimesPerTurn - filled.looked);
}

function hear(state: ScheduleState, news: ScheduleNews, { policies }: ScheduleDefinition): ScheduleState {
  const running = state.running.filter(({ runId }) => runId !== news.runId);
  if (news.kind === 'refused') {
    const recent = state.recent.filter(({ runId }) => runId !== news.runId);
    return { ...state, running, recent, taken: state.taken - 1, skipped: state.skipped + 1 };
  }
  if (!news.failed || !policies.pauseOnFailure || state.paused) return { ...state, running };
  const note = `paused due to workflow ${news.failed}: ${news.message ?? ''}`.slice(0, LIMITS.scheduleNoteLength);
  return { ...state, running, paused: true, note };
}

/** Whether times of the spec lead to starts. */
export function isActive({ paused, remainingActions }: ScheduleState): boolean {
  return !paused && remainingActions !== 0;
}

/** While nothing can be started times pass by unseen. */
function collectTimes(
  state: ScheduleState,
  { policies }: ScheduleDefinition,
  times: Times,
  nowMs: number,
  budget: number,
): ScheduleState {
  if (!isActive(state)) return { ...state, afterMs: Math.max(state.afterMs, nowMs) };
  // Starts that only wait because one transition cannot send them all go first.
  if (state.waiting.some(({ overlap }) => (overlap ?? policies.overlap) === 'ALLOW_ALL')) return state;
  const found: WaitingStart[] = [];
  let { afterMs, missed } = state;
  let left = budget;
  for (let next = times.after(afterMs); next && next.dueMs <= nowMs; next = times.after(afterMs)) {
    if (left <= 0) break;
    left -= 1;
    afterMs = next.nominalMs;
    if (nowMs - next.dueMs > policies.catchupWindowMs) missed += 1;
    else found.push(next);
  }
  return enqueue({ ...state, afterMs, missed }, found);
}

/** Backfills take no more places than they may, and go on when starts have been made. */
function runBackfills(state: ScheduleState, times: Times): { readonly state: ScheduleState; readonly looked: number } {
  const found: WaitingStart[] = [];
  const rest: PendingBackfill[] = [];
  const room = Math.min(LIMITS.scheduleTimesPerTurn, LIMITS.scheduleWaitingByBackfill - state.waiting.length);
  for (const backfill of state.backfills) {
    let { afterMs } = backfill;
    let next = times.after(afterMs);
    while (next && next.nominalMs <= backfill.endMs && found.length < room) {
      found.push({ ...next, overlap: backfill.overlap, manual: true });
      afterMs = next.nominalMs;
      next = times.after(afterMs);
    }
    if (next && next.nominalMs <= backfill.endMs) rest.push({ ...backfill, afterMs });
  }
  return { state: enqueue({ ...state, backfills: rest }, found), looked: found.length };
}

/** Starts for which there is no place are dropped, visibly. */
export function enqueue(state: ScheduleState, starts: readonly WaitingStart[]): ScheduleState {
  const waiting = [...state.waiting, ...starts];
  const over = Math.max(0, waiting.length - LIMITS.scheduleWaiting);
  return {
    ...state,
    waiting: over > 0 ? waiting.slice(0, LIMITS.scheduleWaiting) : waiting,
    dropped: state.dropped + over,
  };
}
