import { requireRun } from '../runtime/current';

const OUTSIDE = 'Workflow.patch(...) and Workflow.deprecatePatch may only be used from a Workflow Execution.';

/**
 * Whether this run has a change of the code. True for runs that get here for the first time, which leaves a marker in
 * the history; false while older history is replayed. The first true holds for the rest of the run.
 */
export function patched(patchId: string): boolean {
  const run = requireRun(OUTSIDE);
  return run.patches.decide(run, patchId, false);
}

/** Says that no run without this patch is left: the old code is gone, and the marker may go too. */
export function deprecatePatch(patchId: string): void {
  const run = requireRun(OUTSIDE);
  run.patches.decide(run, patchId, true);
}
