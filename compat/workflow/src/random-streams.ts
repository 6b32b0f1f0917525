import { requireRun } from './runtime/current';
import type { RandomSource } from './runtime/random';
import { fillFrom, uuid4From } from './runtime/uuid';

/** Random values that are the same on every replay. */
export interface WorkflowRandomStream {
  /** A number from 0 up to 1. */
  random(): number;
  /** A version 4 UUID. */
  uuid4(): string;
  /** Fills and returns the bytes. */
  fill(bytes: Uint8Array): Uint8Array;
  /** Runs a function in which `Math.random` and `uuid4` draw from this stream. */
  with<T>(fn: () => T): T;
}

function streamOf(random: () => number, message: string): WorkflowRandomStream {
  const source: RandomSource = { random };
  return {
    random,
    uuid4: () => uuid4From(random),
    fill: (bytes) => fillFrom(random, bytes),
    with: (fn) => requireRun(message).random.with(source, fn),
  };
}

const DEFAULT = 'Workflow.workflowRandom may only be used from workflow context.';

/** The run's own stream: what `Math.random` draws from unless a named one is in force. */
export const workflowRandom: WorkflowRandomStream = streamOf(() => requireRun(DEFAULT).random.main(), DEFAULT);

/**
 * A stream of its own, derived from the run and the name; what others draw does not change it. The same name is the same
 * stream for the whole run.
 */
export function getRandomStream(name: string): WorkflowRandomStream {
  const message = 'Workflow.getRandomStream(...) may only be used from workflow context.';
  const { random } = requireRun(message);
  return streamOf(() => random.named(name)(), message);
}
