/** Turns what an activity returned or threw into what the engine is told (spec 9.15). */
import { CompleteAsyncError } from '@perdure/activity';
import { errorToWire, valueToWire } from '@perdure/common/lib/wire';
import { ApplicationFailure, CancelledFailure, ensureApplicationFailure } from '@temporalio/common';
import type { LoadedDataConverter } from '@temporalio/common';
import type { SerializationContext } from '@temporalio/common/lib/converter/serialization-context';
import { isAbortError } from '@temporalio/common/lib/type-helpers';
import type { TypeInfo } from '@temporalio/common/lib/type-info';
import type { ActivityOutcome, Failure, Payload } from '@perdure/engine';
import { encoderOf } from '../payloads/codec';
import { payloadTooLarge } from '../payloads/limit';
import { transformFailure } from '../payloads/walk';
import type { CancelReason } from './cancellation';
import { cutOwnFrames } from './stack-trace';

/** How one activity's values are converted. */
export interface Conversion {
  readonly converter: LoadedDataConverter;
  readonly context: SerializationContext;
  readonly outputType?: TypeInfo;
  /** Undefined: results of any size are handed to the engine. */
  readonly maxPayloadBytes: number | undefined;
}

/** The activity returned. Throws when the value cannot be converted or is too large; then the activity failed. */
export async function completed(
  activityType: string,
  value: unknown,
  conversion: Conversion,
): Promise<ActivityOutcome> {
  const { converter, context, outputType, maxPayloadBytes } = conversion;
  const payload = valueToWire(converter.payloadConverter, value, context, outputType);
  const encode = encoderOf(converter.payloadCodecs, context);
  const result: readonly Payload[] = encode ? await encode([payload]) : [payload];
  if (maxPayloadBytes === undefined) return { status: 'completed', result };
  for (const one of result) {
    const tooLarge = payloadTooLarge(one, maxPayloadBytes, () => `The result of activity ${activityType}`);
    if (tooLarge) throw tooLarge;
  }
  return { status: 'completed', result };
}

/** The activity threw. `reason` says why it had been told to stop, if it had. */
export async function ended(
  error: unknown,
  reason: CancelReason | undefined,
  conversion: Conversion,
): Promise<ActivityOutcome> {
  if (error instanceof CompleteAsyncError) return { status: 'willCompleteAsync' };
  if (reason === 'HEARTBEAT_DETAILS_CONVERSION_FAILED') {
    // What it threw is most likely the CancelledFailure; the cause is what matters.
    return await failed(ApplicationFailure.retryable(reason, 'CancelledFailure'), conversion);
  }
  if (reason !== undefined && (error instanceof CancelledFailure || isAbortError(error))) {
    return await stopped(error, reason, conversion);
  }
  return await failed(ensureApplicationFailure(error), conversion);
}

/** Says what went wrong without the activity having had a part in it. */
export async function failed(error: Error, conversion: Conversion): Promise<ActivityOutcome> {
  return { status: 'failed', failure: await failureOf(error, conversion) };
}

const STOPPED_AS: Partial<Record<CancelReason, () => ApplicationFailure>> = {
  RESET: () => new ApplicationFailure('Activity reset', 'ActivityReset'),
  PAUSED: () => new ApplicationFailure('Activity paused', 'ActivityPause'),
  WORKER_SHUTDOWN: () =>
    ApplicationFailure.retryable(
      'Worker is shutting down and this activity did not complete in time',
      'WorkerShutdown',
    ),
};

async function stopped(error: unknown, reason: CancelReason, conversion: Conversion): Promise<ActivityOutcome> {
  const makeFailure = STOPPED_AS[reason];
  if (makeFailure !== undefined) return await failed(makeFailure(), conversion);
  if (!(error instanceof CancelledFailure)) return { status: 'cancelled', details: [] };
  const { info } = await failureOf(error, conversion);
  return { status: 'cancelled', details: (info?.kind === 'canceled' && info.details) || [] };
}

async function failureOf(error: Error, { converter, context }: Conversion): Promise<Failure> {
  const failure = cutOwnFrames(errorToWire(converter, error, context));
  const encode = encoderOf(converter.payloadCodecs, context);
  return encode ? await transformFailure(failure, encode) : failure;
}
