import { activityInfo, cancelled } from '@temporalio/activity';

export async function firstHangs(): Promise<number> {
  const { attempt } = activityInfo();
  if (attempt === 1) await cancelled();
  return attempt;
}
