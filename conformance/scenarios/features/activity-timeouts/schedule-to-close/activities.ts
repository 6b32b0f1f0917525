import { activityInfo } from '@temporalio/activity';

export async function fails(): Promise<never> {
  throw new Error(`attempt ${activityInfo().attempt}`);
}
