/** How repeats are recognised, and what is remembered of a request that was applied. */
import type { Task } from '../../model/task';
import type { Applied, Dedupe, Transition } from '../../model/transition';
import { LIMITS } from '../limits';
import { NOTE, recordName } from '../record-terms';
import type { Register } from './guards';
import { keyName } from './key-names';
import type { Run } from './run';
import { rebuildTasks, referenceOf } from './tasks';
import type { Turn } from './turn';

/** What is kept: `<alternative> <rest>`. */
interface Outcome {
  readonly alternative: number;
  readonly runId: string;
  readonly tasks: readonly Task[];
  readonly results?: readonly string[];
}

/** The answer to a request that was applied before; undefined for a new one. */
export function repeatOf(turn: Turn, register: Register, transition: Transition): Applied | undefined {
  const { dedupe } = transition;
  const outcome = dedupe && stored(turn, register, transition, dedupe);
  return outcome && { outcome: 'applied', nowMs: turn.now, ...outcome, repeated: true, outboxes: [] };
}

/** Remembers the outcome. `target` is the run the transition was sent to. */
export function remember(
  turn: Turn,
  { dedupe, target: { workflowId } }: Transition,
  outcome: Outcome,
  target: Run | undefined,
): void {
  if (!dedupe) return;
  const { keys } = turn;
  switch (dedupe.kind) {
    case 'window': {
      const key = windowKey(turn, 0);
      keys.hset(key, dedupe.requestId, textOf(outcome));
      return keys.expireIn(key, 2 * LIMITS.requestWindowMs);
    }
    case 'sender': {
      const value = `${dedupe.seq} ${outcome.alternative} ${outcome.runId}`;
      return keys.setText(keyName('sender', dedupe.sender), value, LIMITS.senderMs);
    }
    case 'step':
      return keys.hset(stepKey(dedupe.entity, workflowId), NOTE.step + dedupe.step, textOf(outcome));
    case 'run': {
      const references = outcome.tasks.map(referenceOf).join(',');
      return target?.set('lastreq', `${dedupe.requestId} ${outcome.alternative} ${references}`);
    }
  }
}

function stored(turn: Turn, register: Register, transition: Transition, dedupe: Dedupe): Outcome | undefined {
  switch (dedupe.kind) {
    case 'window':
      return inWindows(turn, dedupe.requestId);
    case 'sender':
      return fromSender(turn, dedupe);
    case 'step':
      return outcomeIn(turn.keys.hget(stepKey(dedupe.entity, transition.target.workflowId), NOTE.step + dedupe.step));
    case 'run':
      return onRun(turn, register, transition, dedupe.requestId);
  }
}

function inWindows(turn: Turn, requestId: string): Outcome | undefined {
  const text = turn.keys.hget(windowKey(turn, 0), requestId) ?? turn.keys.hget(windowKey(turn, 1), requestId);
  return outcomeIn(text);
}

/** `<alternative> <run id>[ <results>]` */
function outcomeIn(text: string | undefined): Outcome | undefined {
  if (text === undefined) return undefined;
  const [alternative, runId = '', ...results] = text.split(' ');
  return { alternative: Number(alternative), runId, tasks: [], ...(results.length > 0 ? { results } : {}) };
}

function textOf({ alternative, runId, results = [] }: Outcome): string {
  return [alternative, runId, ...results].join(' ');
}

function stepKey(entity: string, workflowId: string): string {
  return keyName('recordNotes', recordName(entity, workflowId));
}

function fromSender(turn: Turn, { sender, seq }: { sender: string; seq: number }): Outcome | undefined {
  const [last, alternative, runId = ''] = turn.keys.text(keyName('sender', sender))?.split(' ') ?? [];
  if (last === undefined || seq > Number(last)) return undefined;
  return { alternative: Number(alternative), runId, tasks: [] };
}

function onRun(turn: Turn, { run }: Register, { eager }: Transition, requestId: string): Outcome | undefined {
  const [last, alternative, references = ''] = run?.get('lastreq')?.split(' ') ?? [];
  if (!run || last !== requestId) return undefined;
  const handedOut = references === '' ? [] : references.split(',');
  const taker = { identity: eager?.identity ?? '', by: requestId };
  return { alternative: Number(alternative), runId: run.runId, tasks: rebuildTasks(turn, handedOut, taker) };
}

function windowKey(turn: Turn, back: number): string {
  return keyName('seen', String(Math.floor(turn.now / LIMITS.requestWindowMs) - back));
}
