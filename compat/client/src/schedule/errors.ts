import { isEngineError } from '@perdure/engine';
import { SymbolBasedInstanceOfError } from '@temporalio/common/lib/type-helpers';
import { rethrow } from '../service/rethrow';

/** A schedule of this id exists. */
export class ScheduleAlreadyRunning extends Error {
  readonly scheduleId: string;

  constructor(message: string, scheduleId: string) {
    super(message);
    this.scheduleId = scheduleId;
  }
}

/** There is no schedule of this id. */
export class ScheduleNotFoundError extends Error {
  readonly scheduleId: string;

  constructor(message: string, scheduleId: string) {
    super(message);
    this.scheduleId = scheduleId;
  }
}

SymbolBasedInstanceOfError('ScheduleAlreadyRunning')(ScheduleAlreadyRunning);
SymbolBasedInstanceOfError('ScheduleNotFoundError')(ScheduleNotFoundError);

/** What begins the message of the engine when a spec is wrong: a TypeError, as in Temporal's client. */
const INVALID_SPEC = 'Invalid schedule spec: ';

/** Throws what Temporal's client throws for what the engine answered about a schedule. */
export function rethrowSchedule(error: unknown, failed: string, scheduleId: string): never {
  if (isEngineError(error, 'ALREADY_EXISTS')) {
    throw new ScheduleAlreadyRunning('Schedule already exists and is running', scheduleId);
  }
  if (isEngineError(error, 'NOT_FOUND')) throw new ScheduleNotFoundError(error.message, scheduleId);
  if (isEngineError(error, 'INVALID_ARGUMENT') && error.message.startsWith(INVALID_SPEC)) {
    throw new TypeError(error.message.slice(INVALID_SPEC.length));
  }
  return rethrow(error, { failed });
}
