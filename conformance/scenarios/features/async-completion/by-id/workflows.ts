import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

export async function waits(): Promise<string> {
  const { approval } = proxyActivities<typeof activities>({
    startToCloseTimeout: '1 minute',
    activityId: 'approval',
    retry: { maximumAttempts: 1 },
  });
  return await approval();
}
