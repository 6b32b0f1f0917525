/** Which of the starts that are due begin now, which wait, and which are left out because another one runs. */
import type { OverlapPolicy, WaitingStart } from '../../model/schedule';

export interface Turn {
  readonly starts: readonly PlannedStart[];
  readonly waiting: readonly WaitingStart[];
  readonly skipped: number;
  /** What has to happen to the one that runs before the next can start. */
  readonly stop?: 'cancel' | 'terminate';
}

export interface PlannedStart {
  readonly start: WaitingStart;
  readonly allowAll: boolean;
}

interface Sorting {
  readonly isRunning: boolean;
  readonly all: WaitingStart[];
  one?: WaitingStart;
  readonly waiting: WaitingStart[];
  skipped: number;
  stop?: 'cancel' | 'terminate';
}

type Rule = (start: WaitingStart, sorting: Sorting) => void;

const waits: Rule = (start, { waiting }) => void waiting.push(start);
const isLeftOut: Rule = (_start, sorting) => void (sorting.skipped += 1);

/** What happens to a start that meets another one. */
const WHEN_IT_MEETS_ANOTHER = {
  SKIP: isLeftOut,
  BUFFER_ONE: (start, sorting) => (sorting.waiting.length === 0 ? waits : isLeftOut)(start, sorting),
  BUFFER_ALL: waits,
  CANCEL_OTHER: (start, sorting) => replaceOther(start, sorting, 'cancel'),
  TERMINATE_OTHER: (start, sorting) => replaceOther(start, sorting, 'terminate'),
  ALLOW_ALL: (start, { all }) => void all.push(start),
} satisfies Record<OverlapPolicy, Rule>;

/** `isRunning`: one that is not of policy ALLOW_ALL has not closed. `policy`: for starts that say nothing else. */
export function sortStarts(due: readonly WaitingStart[], isRunning: boolean, policy: OverlapPolicy): Turn {
  const sorting: Sorting = { isRunning, all: [], waiting: [], skipped: 0 };
  for (const start of due) {
    const overlap = start.overlap ?? policy;
    if (overlap !== 'ALLOW_ALL' && !isRunning && !sorting.one) sorting.one = start;
    else WHEN_IT_MEETS_ANOTHER[overlap](start, sorting);
  }
  const { all, one, waiting, skipped, stop } = sorting;
  return {
    starts: [...all.map((start) => ({ start, allowAll: true })), ...(one ? [{ start: one, allowAll: false }] : [])],
    waiting,
    skipped,
    stop,
  };
}

/** The one that runs is stopped and this one waits for its end; one that has not begun is replaced. */
function replaceOther(start: WaitingStart, sorting: Sorting, how: 'cancel' | 'terminate'): void {
  if (!sorting.isRunning) {
    sorting.one = start;
    sorting.skipped += 1;
    return;
  }
  if (sorting.stop !== 'terminate') sorting.stop = how;
  sorting.waiting.push(start);
}
