import { ApplicationFailure } from '@temporalio/workflow';

export async function fails(): Promise<void> {
  throw ApplicationFailure.nonRetryable('Ann is not solvent');
}
