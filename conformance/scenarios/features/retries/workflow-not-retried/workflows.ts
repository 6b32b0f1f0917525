import { ApplicationFailure } from '@temporalio/workflow';

export async function fails(type: string, nonRetryable: boolean): Promise<void> {
  throw ApplicationFailure.create({ message: 'once is enough', type, nonRetryable });
}
