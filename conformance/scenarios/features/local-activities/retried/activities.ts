import { activityInfo } from '@temporalio/activity';

export async function succeedsAt(wanted: number): Promise<number> {
  const { attempt, isLocal } = activityInfo();
  if (attempt < wanted) throw new Error('not yet');
  return isLocal ? attempt : 0;
}
