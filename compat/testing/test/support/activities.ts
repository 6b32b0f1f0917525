import { activityInfo, CompleteAsyncError, Context } from '@perdure/activity';
import { ApplicationFailure } from '@temporalio/common';

export async function greet(name: string): Promise<string> {
  return `Hello, ${name}!`;
}

/** Succeeds at the attempt after so many failures. */
export async function unreliable(failures: number): Promise<number> {
  const { attempt } = activityInfo();
  if (attempt <= failures) throw ApplicationFailure.retryable('not yet');
  return attempt;
}

/** Stands for one that takes long; tests replace it. */
export async function sleepsInTest(_duration: string): Promise<string> {
  return 'activity';
}

export async function waitsForCompletion(): Promise<string> {
  throw new CompleteAsyncError();
}

/** Ends when its worker does. */
export async function never(): Promise<string> {
  return await Context.current().cancelled;
}
