import type { HistoryEvent } from '../model/event';
import type { CommandEvent } from '../history/command-event-types';
import type { CommandEventRule } from './command-events';
import { COMMAND_EVENTS, wrote } from './command-events';
import { describeCommand, describeEvent } from './describe';
import { CORE_FLAGS } from './flags';
import { matchLocalMarker } from './local-activity';
import { localRecordOf } from './local-marker';
import type { Mismatch } from './nondeterminism-error';
import { NondeterminismError } from './nondeterminism-error';
import { PATCH_ATTRIBUTE, patchOf } from './patch-marker';
import type { Run } from './run';

/** What became of a command event: it was matched, or it is a patch marker the code may do without. */
export type Matched = 'matched' | 'skip' | 'skip with next';

/** Finds the command that wrote `event`: the next one the code issued. Throws when the code did something else. */
export function matchEvent(run: Run, event: CommandEvent, next: HistoryEvent | undefined): Matched {
  const local = event.type === 'MarkerRecorded' ? localRecordOf(event) : undefined;
  const replayed = local && matchLocalMarker(run, local);
  if (replayed?.same) return 'matched';
  if (replayed) throw differs(run, event, replayed.actual);
  const patch = event.type === 'MarkerRecorded' ? patchOf(event) : undefined;
  if (patch) {
    const asked = run.queue.first?.patchId;
    if (patch.deprecated && asked !== patch.id) return upsertsPatch(next) ? 'skip with next' : 'skip';
    if (asked !== patch.id) throw patchRemoved(run, event, patch.id);
  } else {
    dropUnrecordedPatches(run);
  }
  const issued = run.queue.first;
  if (!issued || !writes(run, event, issued.command)) throw differs(run, event);
  run.queue.dropFirst();
  issued.recorded(event.eventId);
  return 'matched';
}

/** All command events of a task have been met: the code must not have asked for more. */
export function matchEnd(run: Run, completedEventId: number): void {
  while (run.queue.first?.patchId !== undefined) run.queue.dropFirst();
  const extra = run.queue.first;
  if (!extra) return;
  throw new NondeterminismError({
    ...whose(run),
    expected: `no further event from the workflow task completed at event ${completedEventId}`,
    actual: describeCommand(extra.command),
  });
}

/** A `patched` call of newer code, in a place the history knows nothing of, is not a difference. */
function dropUnrecordedPatches(run: Run): void {
  for (let patchId = markerFirst(run); patchId !== undefined; patchId = markerFirst(run)) run.queue.dropPatch(patchId);
}

function markerFirst(run: Run): string | undefined {
  return run.queue.first?.command.kind === 'recordMarker' ? run.queue.first.patchId : undefined;
}

function writes(run: Run, event: CommandEvent, command: Parameters<typeof describeCommand>[0]): boolean {
  const rule: CommandEventRule = COMMAND_EVENTS[event.type];
  if (rule.command !== command.kind) return false;
  if (rule.needsFlag && !run.flags.has(CORE_FLAGS.idAndTypeChecks)) return true;
  return wrote(event, command);
}

function upsertsPatch(event: HistoryEvent | undefined): boolean {
  return event?.type === 'UpsertWorkflowSearchAttributes' && PATCH_ATTRIBUTE in event.searchAttributes;
}

function differs(run: Run, event: CommandEvent, actual = next(run)): NondeterminismError {
  const { eventId } = event;
  return new NondeterminismError({ ...whose(run), eventId, expected: describeEvent(event), actual });
}

function next({ queue }: Run): string {
  return queue.first ? describeCommand(queue.first.command) : 'asked for nothing at that point';
}

function patchRemoved(run: Run, event: CommandEvent, patchId: string): NondeterminismError {
  const { eventId } = event;
  const first = run.queue.first;
  const actual = first ? `${describeCommand(first.command)} instead` : `did not call patched('${patchId}')`;
  const advice = `Keep calling patched('${patchId}') or deprecatePatch('${patchId}') as long as runs with this marker are open.`;
  return new NondeterminismError({ ...whose(run), eventId, expected: describeEvent(event), actual, advice });
}

function whose(run: Run): Pick<Mismatch, 'runId' | 'workflowType'> {
  return { runId: run.runId, workflowType: run.started?.workflowType ?? '' };
}
