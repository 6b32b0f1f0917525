import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';

export async function fails(type: string, nonRetryable: boolean): Promise<never> {
  throw ApplicationFailure.create({ message: `attempt ${activityInfo().attempt}`, type, nonRetryable });
}
