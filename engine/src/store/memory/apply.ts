/** Applies a transition: guards first, all of them; then effects, which cannot fail (invariant 1). */
import type { Task } from '../../model/task';
import type { Alternative, ApplyResult, Effect, Refusal, Target, Transition } from '../../model/transition';
import { remember, repeatOf } from './dedupe';
import type { Applying } from './effects/context';
import { breakTaskOf, flushBuffer, isOverfull } from './effects/history';
import { applyEffect, type PlainEffect } from './effects/table';
import { failure, firstFailure, type Register } from './guards';
import { keyName } from './key-names';
import { writeEntries } from './list-index';
import { pushReference } from './queues';
import type { Run } from './run';
import { Budget, startWorkflowTask } from './tasks';
import type { Turn } from './turn';
import { priorityOf, queueOf, type QueuedTask, scheduleTask } from './workflow-task';

export function applyTransition(turn: Turn, transition: Transition): ApplyResult {
  const nowMs = turn.now;
  if (transition.validUntilMs !== undefined && nowMs > transition.validUntilMs) return { outcome: 'expired', nowMs };
  const register = registerOf(turn, transition.target);
  const repeat = repeatOf(turn, register, transition);
  if (repeat) return repeat;
  const refusals: Refusal[] = [];
  for (const [index, alternative] of transition.alternatives.entries()) {
    const refusal = firstFailure(turn.keys, register, alternative.guards);
    if (!refusal) return applyAlternative(turn, register, transition, { index, alternative });
    refusals.push(refusal);
  }
  return { outcome: 'refused', nowMs, runId: register.run?.runId ?? '', refusals };
}

function applyAlternative(
  turn: Turn,
  register: Register,
  transition: Transition,
  { index, alternative }: { index: number; alternative: Alternative },
): ApplyResult {
  const { dedupe, eager } = transition;
  const by = dedupe?.kind === 'window' || dedupe?.kind === 'run' ? dedupe.requestId : '-';
  const visited = new Set(register.run ? [register.run] : []);
  const lists = { queued: [], activities: [], results: [] };
  const applying: Applying = { turn, register, visited, indexed: new Map(), eager, by, ...lists };
  for (const effect of plain(turn, register, alternative.effects)) applyEffect(applying, effect);
  const last = applying.register.run;
  if (last) moveOn(applying, last);
  writeEntries(applying.indexed);
  const tasks = [...applying.activities.filter(({ runId }) => turn.run(runId)?.open), ...pushQueued(applying)];
  const results = applying.results.length > 0 ? { results: applying.results } : {};
  const outcome = { alternative: index, runId: last?.runId ?? '', tasks, ...results };
  remember(turn, transition, outcome, register.run);
  const outboxes = [...visited].map(({ runId }) => runId).filter((runId) => turn.keys.has(keyName('outbox', runId)));
  return { outcome: 'applied', nowMs: turn.now, ...outcome, repeated: false, outboxes };
}

function registerOf(turn: Turn, { workflowId, runId, firstRunId }: Target): Register {
  const id = runId ?? turn.keys.hget(keyName('current', workflowId), 'run');
  const run = id === undefined ? undefined : turn.run(id);
  const isIt = run?.workflowId === workflowId && (firstRunId === undefined || run.get('first') === firstRunId);
  return { workflowId, run: isIt ? run : undefined };
}

/** Effects with the branches of every `when` chosen on the state before the first of them. */
function plain(turn: Turn, start: Register, effects: readonly Effect[]): readonly PlainEffect[] {
  let register = start;
  return effects.flatMap((effect): readonly PlainEffect[] => {
    if (effect.do === 'when') return failure(turn.keys, register, effect.guard) ? effect.else : effect.then;
    if (effect.do === 'createRun') register = { workflowId: effect.run.workflowId };
    if (effect.do === 'on') register = { workflowId: effect.workflowId, run: turn.run(effect.runId) };
    return [effect];
  });
}

/** Nothing that waits is left without something that moves it on (invariant 3). */
function moveOn(applying: Applying, run: Run): void {
  if (!run.open) return;
  const { keys } = run.turn;
  if (isOverfull(run)) {
    breakTaskOf(run);
    scheduleTask(run, { virtual: false, wakes: false }, applying.queued);
  }
  if (run.task?.state !== 'started') flushBuffer(run, applying.queued);
  if (run.task) return;
  if (keys.has(keyName('updatesWaiting', run.runId))) {
    return scheduleTask(run, { virtual: true, wakes: false }, applying.queued);
  }
  const key = keyName('queriesWaiting', run.runId);
  const queue = queueOf(run);
  for (const id of keys.items(key)) pushReference(run.turn, queue, priorityOf(run), `q|${run.runId}|${id}`);
  keys.delete(key);
}

/** Pushes the references of this transition's tasks, but for one that the caller takes. */
function pushQueued(applying: Applying): Task[] {
  return applying.queued.flatMap((queued) => {
    const task = takenEagerly(applying, queued);
    if (task) return task;
    pushReference(applying.turn, queued.queue, priorityOf(queued.run), queued.reference);
    return [];
  });
}

function takenEagerly({ register, eager, by }: Applying, { run, reference }: QueuedTask): Task | undefined {
  if (!eager?.workflowTask || run !== register.run) return undefined;
  const { worker, identity, stickyQueue } = eager;
  const sticky = run.get('sticky');
  if (sticky !== undefined && sticky !== worker) return undefined;
  const warm = sticky === worker && stickyQueue !== undefined;
  const token = reference.slice(reference.lastIndexOf('|') + 1);
  return startWorkflowTask(run, token, { worker, identity, by }, { warm, budget: new Budget() });
}
