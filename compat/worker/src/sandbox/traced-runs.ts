/**
 * Runs that note where their code waits. It costs a stack for each wait, a fifth of an activation, so a run does it only
 * once somebody has asked for its stack: then it is given up as lost, replayed, and asked again.
 */
import type { Activation } from '@perdure/engine';

const STACK_QUERIES: ReadonlySet<string> = new Set(['__stack_trace', '__enhanced_stack_trace']);

/** Ids are forgotten beyond this many; such a run is replayed once more when it is asked again. */
const MAX_RUNS = 1_000;

export class TracedRuns {
  readonly #runIds = new Set<string>();

  has(runId: string): boolean {
    return this.#runIds.has(runId);
  }

  /** True when the activation asks a run that has noted nothing; from now on it is to be created with notes. */
  needsReplay({ runId, jobs }: Activation): boolean {
    if (this.#runIds.has(runId)) return false;
    if (!jobs.some((job) => job.kind === 'queryWorkflow' && STACK_QUERIES.has(job.name))) return false;
    for (const oldest of this.#runIds) {
      if (this.#runIds.size < MAX_RUNS) break;
      this.#runIds.delete(oldest);
    }
    this.#runIds.add(runId);
    // A run that this very activation creates takes notes from its beginning.
    return jobs.every((job) => job.kind !== 'initializeWorkflow');
  }
}
