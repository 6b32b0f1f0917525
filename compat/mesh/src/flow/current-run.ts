/** The run whose function is executing, as MeshFlow knows it. */
import { requireRun } from '@perdure/workflow/lib/runtime/current';
import { RunState, type Outcome } from './run-state';

const states = new WeakMap<object, RunState>();

/** Begins the current run, with what runs before it have brought. */
export function beginRun(carried: readonly Outcome[]): RunState {
  const state = new RunState(carried);
  states.set(requireRun('MeshFlow functions run in a MeshFlow worker'), state);
  return state;
}

/** @throws IllegalStateError outside of a workflow function of MeshFlow; `what` was called there. */
export function currentState(what: string): RunState {
  const message = `MeshFlow.workflow.${what} can be called inside a workflow function that a MeshFlow worker runs, and nowhere else`;
  const state = states.get(requireRun(message));
  if (!state) throw new Error(message);
  return state;
}

/** Time of the current activation: the same on every replay. */
export function nowMs(): number {
  return requireRun('There is no current workflow').now;
}
