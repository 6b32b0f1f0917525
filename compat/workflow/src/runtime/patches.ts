import { IllegalStateError } from '@temporalio/common';
import type { Run } from './run';

/** Which changes of the code this run has (spec 9.14). */
export class Patches {
  /** Markers found in the history. */
  readonly #known = new Set<string>();
  readonly #taken = new Set<string>();

  /** The history has the marker of this patch. */
  notify(patchId: string): void {
    this.#known.add(patchId);
  }

  /**
   * Whether the new code runs. The first true decides for the whole run and leaves one marker. While replaying, a patch
   * without a marker is false, and may become true once new history is made.
   */
  decide(run: Run, patchId: string, deprecated: boolean): boolean {
    if (run.main === undefined) throw new IllegalStateError('Patches cannot be used before Workflow starts');
    if (this.#taken.has(patchId)) return true;
    if (run.info.unsafe.isReplaying && !this.#known.has(patchId)) return false;
    this.#taken.add(patchId);
    run.push({ kind: 'setPatchMarker', patchId, deprecated });
    return true;
  }
}
