/** Makes a user's function a workflow of the engine. */
import { ApplicationFailure, ensureApplicationFailure, TemporalFailure } from '@temporalio/common';
import { makeContinueAsNewFunc } from '@perdure/workflow';
import { beginRun } from './current-run';
import { setFirstFields } from './first-fields';
import { untilRenewed } from './renewal';
import type { Outcome } from './run-state';

type AnyFunction = (...args: any[]) => unknown;

/** What a run hands to the next one of its chain instead of the function's arguments. */
interface Carried {
  readonly meshflow: 1;
  readonly args: readonly unknown[];
  readonly outcomes: readonly Outcome[];
}

/**
 * A workflow that calls the function. What it throws fails the workflow, whatever its class: with HotMesh it is the end of
 * the job too, while Temporal would keep the workflow open for a mended version.
 */
export function mainFunction(fn: AnyFunction): (...args: unknown[]) => Promise<unknown> {
  return async (...given) => {
    const { args, outcomes } = unpack(given);
    const state = beginRun(outcomes);
    // A run that goes on has them already.
    const ended = (outcomes.length > 0 ? Promise.resolve() : setFirstFields())
      .then(() => fn(...args))
      .then(
        (result) => ({ result }),
        (error: unknown) => ({ failure: toFailure(error) }),
      );
    void state.handOut();
    const outcome = await Promise.race([ended, untilRenewed(state)]);
    if (outcome === 'renewed') {
      const next: Carried = { meshflow: 1, args, outcomes: state.outcomes };
      return await makeContinueAsNewFunc()(next);
    }
    if ('failure' in outcome) throw outcome.failure;
    return outcome.result;
  };
}

function unpack(given: readonly unknown[]): Pick<Carried, 'args' | 'outcomes'> {
  const [only] = given as readonly (Partial<Carried> | undefined)[];
  if (given.length === 1 && only?.meshflow === 1 && only.args && only.outcomes) {
    return { args: only.args, outcomes: only.outcomes };
  }
  return { args: given, outcomes: [] };
}

function toFailure(error: unknown): TemporalFailure {
  if (error instanceof TemporalFailure) return error;
  const failure = ensureApplicationFailure(error);
  return ApplicationFailure.create({
    ...pick(failure),
    nonRetryable: failure.nonRetryable ?? false,
    cause: failure.cause,
  });
}

const pick = ({ message, type, details }: ApplicationFailure) => ({
  message,
  type: type ?? undefined,
  details: details ?? undefined,
});
