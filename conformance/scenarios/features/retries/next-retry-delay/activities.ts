import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';

const times: number[] = [];

export async function insists(): Promise<number> {
  times.push(Date.now());
  const { attempt } = activityInfo();
  if (attempt < 3) throw ApplicationFailure.create({ message: 'sooner', nextRetryDelay: '5 milliseconds' });
  return attempt;
}
