import type { DueEntry, DueRun } from '../../model/due';
import type { Transition } from '../../model/transition';
import { END_HOLD } from '../hold';
import { activityDue } from './activity';
import type { DueContext } from './context';
import { runTimeoutDue } from './run-timeout';
import { scheduleDue } from './schedule';
import { stillMine } from './timer-guard';
import { userTimersDue } from './user-timers';
import { workflowTaskDue } from './workflow-task';

type DueRule = (run: DueRun, entry: DueEntry, context: DueContext) => Transition;

/** One rule for each kind of timer, by the first word of its name. `timer` and `outbox` are handled apart. */
const RULES: Readonly<Record<string, DueRule>> = {
  act: activityDue,
  runTimeout: runTimeoutDue,
  executionTimeout: runTimeoutDue,
  task: workflowTaskDue,
  schedule: scheduleDue,
  hold: (run, entry) => ({
    target: { workflowId: run.workflowId, runId: run.runId },
    alternatives: [{ guards: [stillMine(entry)], effects: END_HOLD }],
  }),
};

/** Entries of this name mean that the run's outbox wants delivery. */
export const OUTBOX_TIMER = 'outbox';

/**
 * The transitions that a claimed run asks for, in order: user timers as one, everything else one by one. Kinds that
 * this version does not know are left for a process that does.
 */
export function dueTransitions(run: DueRun, context: DueContext): readonly Transition[] {
  const timers = run.entries.filter(({ name }) => name.startsWith('timer:'));
  const fired = timers.length > 0 ? [userTimersDue(run, timers)] : [];
  const others = run.entries.flatMap((entry) => {
    const rule = RULES[entry.name.split(':', 1)[0] ?? ''];
    return rule ? [rule(run, entry, context)] : [];
  });
  return [...fired, ...others];
}
