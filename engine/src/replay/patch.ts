import type { CommandOf } from '../model/command';
import type { HistoryEvent } from '../model/event';
import { CORE_FLAGS } from './flags';
import { PATCH_MARKER, patchAttribute, patchDetails, patchOf } from './patch-marker';
import type { Run } from './run';

/** The marker of a patch goes into the history once per run, however often the code asks. */
export function setPatchMarker(run: Run, { patchId, deprecated }: CommandOf<'setPatchMarker'>): void {
  const before = run.patches.get(patchId);
  if (before === 'issued') return;
  const details = patchDetails({ id: patchId, deprecated });
  run.queue.issue({ kind: 'recordMarker', markerName: PATCH_MARKER, details }, { patchId });
  run.patches.set(patchId, 'issued');
  if (run.replaying && (before !== 'seen' || !run.flags.has(CORE_FLAGS.upsertOnPatch))) return;
  const searchAttributes = patchAttribute(issuedPatches(run));
  if (searchAttributes) run.queue.issue({ kind: 'upsertSearchAttributes', searchAttributes }, { patchId });
}

/** Tells the code, before it runs, of every patch whose marker it recorded in the task that is replayed. */
export function announcePatches(run: Run, commandEvents: readonly HistoryEvent[]): void {
  for (const event of commandEvents) {
    const patch = event.type === 'MarkerRecorded' ? patchOf(event) : undefined;
    if (!patch) continue;
    if (!run.patches.has(patch.id)) run.patches.set(patch.id, 'seen');
    run.jobs.push({ kind: 'notifyHasPatch', patchId: patch.id });
  }
}

function issuedPatches(run: Run): readonly string[] {
  return [...run.patches].filter(([, state]) => state === 'issued').map(([patchId]) => patchId);
}
