import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { firstHangs } = proxyActivities<typeof activities>({
  startToCloseTimeout: '300 milliseconds',
  retry: { initialInterval: '10 milliseconds' },
});

export async function patient(): Promise<number> {
  return await firstHangs();
}
