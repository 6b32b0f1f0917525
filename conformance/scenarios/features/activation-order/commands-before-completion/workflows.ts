import { proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';

const { note } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function leavesWorkBehind(): Promise<string> {
  void sleep('1 day');
  void note();
  return 'returned';
}
