/** What a caller is told of a call that has not succeeded. */
import { type EngineErrorCode, type Failure, isEngineError } from '@perdure/engine';
import { CODES, StreamError } from '../errors';
import { payloadFromJson } from './payloads';

interface Named {
  readonly topic: string;
  readonly id: string;
  readonly timeoutMs: number;
}

/** Nobody has answered in time: the message says what to look at. */
export function timedOut({ topic, id, timeoutMs }: Named): StreamError {
  return new StreamError({
    message:
      `No answer from topic '${topic}' within ${timeoutMs / 1_000} s, and the call is not made any more. Is a process connected ` +
      'to the topic (MeshCall.connect), on the same Redis and namespace? options.timeout says how long to wait',
    code: CODES.timeout,
    type: 'timeout',
    job_id: id,
  });
}

/** The caller, or somebody else, has ended it. */
export function cancelled({ id }: Named): StreamError {
  return new StreamError({ message: `call [${id}] cancelled`, code: CODES.interrupted, job_id: id });
}

const CODE_OF: Partial<Record<EngineErrorCode, number>> = {
  INVALID_ARGUMENT: CODES.invalid,
  LIMIT_EXCEEDED: CODES.invalid,
  UNAVAILABLE: CODES.unavailable,
};

/** What the engine refuses (too large, not to be named so), or cannot do without Redis. Other errors as they are. */
export function refused(error: unknown, { id }: Named): unknown {
  const code = isEngineError(error) ? CODE_OF[error.code] : undefined;
  if (!isEngineError(error) || code === undefined) return error;
  return new StreamError({ message: error.message, code, type: error.code, job_id: id, cause: error });
}

/** What the function threw, with the code its error had. */
export function toStreamError(failure: Failure, call: Named): StreamError {
  const { info } = failure;
  if (info?.kind === 'timeout') return timedOut(call);
  if (info?.kind === 'canceled' || info?.kind === 'terminated') {
    return cancelled(call);
  }
  const details =
    info?.kind === 'application' ? (payloadFromJson(info.details?.[0]) as { code?: unknown } | undefined) : undefined;
  const code = details?.code;
  return new StreamError({
    message: failure.message ?? '',
    code: (typeof code === 'number' || typeof code === 'string' ? code : CODES.unknown) as number,
    type: info?.kind === 'application' ? info.type : undefined,
    stack: failure.stackTrace,
    job_id: call.id,
  });
}
