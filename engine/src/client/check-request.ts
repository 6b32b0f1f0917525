/** What is refused before anything is written (invariant 11). */
import { EngineError } from '../errors';
import { checkName } from './check-name';
import { LIMITS } from '../limits';
import type { Payload, PayloadMap } from '../model/payload';
import { bytesOverLimit } from '../model/payload-size';
import { cronBackoffMs } from '../decide/cron';
import { attributeProblem } from '../decide/search-attributes';
import type { StartRequest } from '../model/request';
import { checkChanges, setChanges } from '../records/check';
import { checkNotReserved } from '../model/reserved-ids';

export function checkStart(request: StartRequest, maxPayloadBytes: number): void {
  checkName('workflowId', request.workflowId);
  checkNotReserved(request.workflowId);
  checkName('workflowType', request.workflowType);
  checkName('taskQueue', request.taskQueue);
  checkPayloads('arguments of the workflow', request.args, maxPayloadBytes);
  checkPayloads('memo of the workflow', Object.values(request.memo ?? {}), maxPayloadBytes);
  checkPayloads('header of the workflow', Object.values(request.header ?? {}), maxPayloadBytes);
  checkAttributes(request.searchAttributes);
  checkRetention(request.retentionMs);
  if (request.record) checkChanges(setChanges(request.record.fields), maxPayloadBytes);
  if (request.idReusePolicy === 'REJECT_DUPLICATE' && request.idConflictPolicy === 'TERMINATE_EXISTING') {
    throw new EngineError(
      'INVALID_ARGUMENT',
      'Invalid WorkflowIDReusePolicy: REJECT_DUPLICATE cannot be used together with WorkflowIDConflictPolicy TERMINATE_EXISTING',
    );
  }
  if (!request.cronSchedule) return;
  if (request.startDelayMs) {
    throw new EngineError(
      'INVALID_ARGUMENT',
      'CronSchedule and WorkflowStartDelay may not be used together: leave out one of them',
    );
  }
  cronBackoffMs(request.cronSchedule, 0);
}

export function checkAttributes(attributes: PayloadMap | undefined): void {
  const problem = attributeProblem(attributes);
  if (problem) throw new EngineError('INVALID_ARGUMENT', `BadSearchAttributes: ${problem}`);
}

export function checkRetention(ms: number | undefined): void {
  if (ms === undefined || (Number.isInteger(ms) && ms >= 0 && ms <= LIMITS.retentionMaxMs)) return;
  throw new EngineError(
    'INVALID_ARGUMENT',
    `retentionMs is ${ms}: give it whole milliseconds from 0 to ${LIMITS.retentionMaxMs}`,
  );
}

/** Refuses payloads that are larger than the limit together. */
export function checkPayloads(what: string, payloads: readonly Payload[], maxPayloadBytes: number): void {
  const bytes = bytesOverLimit(payloads, maxPayloadBytes);
  if (bytes === undefined) return;
  throw new EngineError(
    'LIMIT_EXCEEDED',
    `The ${what} have ${bytes} bytes, at most ${maxPayloadBytes} are allowed: store large data elsewhere and pass a ` +
      'reference to it, compress it with a payload codec, or raise maxPayloadBytes of the connection',
    { bytes, limitBytes: maxPayloadBytes },
  );
}
