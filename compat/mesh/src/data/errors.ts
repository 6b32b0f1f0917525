import { isEngineError } from '@perdure/engine';
import { CODES, StreamError } from '../errors';
import { workflowIdOf } from './names';

export function notFound(workflowId: string, cause?: unknown): StreamError {
  return new StreamError({ message: `Job ${workflowId} not found`, code: CODES.notFound, job_id: workflowId, cause });
}

/** The answer of the engine, or its refusal as MeshData's error. */
export async function recordError<T>(entity: string, id: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (isEngineError(error, 'NOT_FOUND')) throw notFound(workflowIdOf(entity, id), error);
    throw error;
  }
}
