import { isEngineError, type EngineErrorCode } from '@perdure/engine';
import { CODES, StreamError } from '../errors';

export function notFound(workflowId: string, cause?: unknown): StreamError {
  return new StreamError({ message: `Job ${workflowId} not found`, code: CODES.notFound, job_id: workflowId, cause });
}

const CODE_OF: Partial<Record<EngineErrorCode, number>> = {
  INVALID_ARGUMENT: CODES.invalid,
  LIMIT_EXCEEDED: CODES.invalid,
  NOT_FOUND: CODES.notFound,
  UNAVAILABLE: CODES.unavailable,
  DEADLINE_EXCEEDED: CODES.timeout,
};

/** The answer of the engine, or its refusal as MeshData's error. `workflowId`: whose record it is about. */
export async function recordError<T>(answer: Promise<T>, workflowId?: string): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!isEngineError(error)) throw error;
    if (workflowId !== undefined && error.code === 'NOT_FOUND') throw notFound(workflowId, error);
    const code = CODE_OF[error.code] ?? CODES.unknown;
    throw new StreamError({ message: error.message, code, type: error.code, job_id: workflowId, cause: error });
  }
}
