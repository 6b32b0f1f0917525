/** What is refused before a schedule is written. */
import { EngineError } from '../../errors';
import { LIMITS } from '../../limits';
import { checkNotReserved } from '../../model/reserved-ids';
import type { BackfillRequest, ScheduledAction, SchedulePatch, ScheduleUpdateRequest } from '../../model/schedule';
import { checkAttributes, checkPayloads } from '../check-request';
import { checkName } from '../check-name';

/** Characters of the suffix with the nominal time, which the id of a started workflow must have room for. */
const SUFFIX_LENGTH = '-2025-01-31T12:00:00Z'.length;

export function checkSchedule(request: ScheduleUpdateRequest, maxPayloadBytes: number): void {
  const { action, state = {}, searchAttributes } = request;
  checkAction(action, maxPayloadBytes);
  checkNote(state.note);
  const { remainingActions } = state;
  if (remainingActions !== undefined && !(Number.isInteger(remainingActions) && remainingActions >= 0)) {
    throw invalid(`remainingActions is ${remainingActions}: give a whole number of at least 0, or leave it out`);
  }
  checkAttributes(searchAttributes);
  checkAttributes(action.searchAttributes);
  const bytes = Buffer.byteLength(JSON.stringify([request.spec, request.action]));
  if (bytes > maxPayloadBytes) {
    throw new EngineError(
      'LIMIT_EXCEEDED',
      `The schedule has ${bytes} bytes, at most ${maxPayloadBytes} are allowed: use ranges instead of many calendars, ` +
        'and pass references to large data',
    );
  }
}

function checkAction(action: ScheduledAction, maxPayloadBytes: number): void {
  checkName('workflowId', action.workflowId);
  checkNotReserved(action.workflowId);
  checkName('workflowType', action.workflowType);
  checkName('taskQueue', action.taskQueue);
  const longest = LIMITS.workflowIdLength - SUFFIX_LENGTH;
  if (action.workflowId.length > longest) {
    throw invalid(
      `workflowId has ${action.workflowId.length} characters, at most ${longest} are allowed in a schedule: the time is ` +
        'appended to it',
    );
  }
  checkPayloads('arguments of the workflow', action.args, maxPayloadBytes);
  checkPayloads('memo of the workflow', Object.values(action.memo ?? {}), maxPayloadBytes);
  checkPayloads('header of the workflow', Object.values(action.header ?? {}), maxPayloadBytes);
}

export function checkPatch({ pause, unpause, backfills = [] }: SchedulePatch): void {
  checkNote(pause);
  checkNote(unpause);
  backfills.forEach(checkBackfill);
}

function checkBackfill({ startMs, endMs }: BackfillRequest): void {
  if (!Number.isFinite(startMs) || !Number.isFinite(endMs) || endMs < startMs) {
    throw invalid('a backfill needs a start and an end that is not before it');
  }
}

function checkNote(note: string | undefined): void {
  if (note === undefined || note.length <= LIMITS.scheduleNoteLength) return;
  throw invalid(`the note has ${note.length} characters, at most ${LIMITS.scheduleNoteLength} are allowed: shorten it`);
}

function invalid(message: string): EngineError {
  return new EngineError('INVALID_ARGUMENT', message);
}
