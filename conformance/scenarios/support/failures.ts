import { WorkflowFailedError } from '@temporalio/client';

type Failure = Error & { readonly cause?: Error };

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Failure> {
  return await promise.then(
    (value) => {
      throw new Error(`Expected a rejection, got ${JSON.stringify(value)}`);
    },
    (error: unknown) => error as Failure,
  );
}

/** The cause of the WorkflowFailedError that a result ends with. */
export async function causeOf(result: Promise<unknown>): Promise<Failure> {
  const error = await rejection(result);
  if (error instanceof WorkflowFailedError && error.cause) return error.cause as Failure;
  throw new Error('Not a failed workflow', { cause: error });
}
