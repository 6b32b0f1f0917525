import { activityInfo } from '@temporalio/activity';

class Unlucky extends Error {
  override readonly name = 'Unlucky';
}

export async function fails(): Promise<never> {
  throw new Unlucky(`attempt ${activityInfo().attempt}`);
}
