import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { beatsBigInt } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10 seconds',
});

export async function beats(): Promise<string> {
  return await beatsBigInt();
}
