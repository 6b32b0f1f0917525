import { ApplicationFailure } from '@temporalio/workflow';

export async function ends(fails: boolean): Promise<string> {
  if (fails) throw ApplicationFailure.nonRetryable('as asked');
  return 'completed';
}
