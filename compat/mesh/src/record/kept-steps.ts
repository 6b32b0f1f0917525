/**
 * Results of writes that Redis keeps until the steps are recorded in the history. A step is recorded once a later workflow
 * task has begun; the next write says so.
 */
import { workflowInfo } from '@perdure/workflow';
import { currentState } from '../flow/current-run';
import type { RunState } from '../flow/run-state';

interface KeptStep {
  readonly key: string;
  /** Length of the history when the function heard of it. */
  readonly at: number;
}

/** With each write go so many at most. */
const FORGOTTEN_PER_WRITE = 400;
const kept = new WeakMap<RunState, KeptStep[]>();

/** Steps whose results need not be kept any more; `written` is told of the one that is taken now. */
export function stepsToForget(): { readonly forget: readonly string[]; readonly written: (key: string) => void } {
  const state = currentState('search');
  const steps = kept.get(state) ?? [];
  kept.set(state, steps);
  const { historyLength } = workflowInfo();
  const recorded = steps.filter(({ at }) => at < historyLength).slice(0, FORGOTTEN_PER_WRITE);
  for (const step of recorded) steps.splice(steps.indexOf(step), 1);
  return {
    forget: recorded.map(({ key }) => key),
    written: (key) => void steps.push({ key, at: workflowInfo().historyLength }),
  };
}
