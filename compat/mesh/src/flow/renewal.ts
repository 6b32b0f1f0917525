/**
 * A run whose history gets long goes on in a fresh one: where it sleeps and waits for nothing else, it is left as it is, and
 * the next run takes the function through its steps again by what they have brought.
 */
import { Trigger, workflowInfo } from '@perdure/workflow';
import type { RunState } from './run-state';

const triggers = new WeakMap<RunState, Trigger<'renewed'>>();

/** Resolves when the run should end for the next one to go on. */
export function untilRenewed(state: RunState): PromiseLike<'renewed'> {
  const trigger = new Trigger<'renewed'>();
  triggers.set(state, trigger);
  return trigger;
}

/** Called where the function could go on elsewhere: returns, or never does because the next run goes on. */
export async function renewIfLong(state: RunState): Promise<void> {
  if (state.open > 0 || !workflowInfo().continueAsNewSuggested) return;
  triggers.get(state)?.resolve('renewed');
  await new Promise<never>(() => undefined);
}
