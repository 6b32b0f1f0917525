import { proxyLocalActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { stamp } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function mail(letter: string): Promise<string> {
  return await stamp(letter);
}
