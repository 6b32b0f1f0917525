import { ApplicationFailure } from '@temporalio/common';
import { isEngineError } from '@perdure/engine';

/** What the store refuses is final; a step whose reply was lost is repeated, which changes nothing twice. */
export async function finalFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isEngineError(error, 'UNAVAILABLE') || isEngineError(error, 'DEADLINE_EXCEEDED')) throw error;
    if (!(error instanceof Error)) throw error;
    throw ApplicationFailure.create({ message: error.message, type: error.name, nonRetryable: true, cause: error });
  }
}
