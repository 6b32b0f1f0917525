import { ApplicationFailure, sleep } from '@temporalio/workflow';

export async function ends(how: string): Promise<void> {
  if (how === 'failed') throw ApplicationFailure.nonRetryable('as asked');
  await sleep('1 day');
}
