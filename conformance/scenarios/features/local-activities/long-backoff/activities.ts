import { activityInfo } from '@temporalio/activity';

export async function succeedsAt(wanted: number): Promise<number> {
  const { attempt } = activityInfo();
  if (attempt < wanted) throw new Error('not yet');
  return attempt;
}
