import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { approval } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function waits(): Promise<string> {
  return await approval();
}
