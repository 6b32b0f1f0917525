import { activityInfo, cancelled } from '@temporalio/activity';

export async function firstIsInterrupted(): Promise<number> {
  const { attempt } = activityInfo();
  if (attempt === 1) await cancelled();
  return attempt;
}
