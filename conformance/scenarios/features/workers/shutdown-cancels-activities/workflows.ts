import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { firstIsInterrupted } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '10 milliseconds' },
});

export async function persistent(): Promise<number> {
  return await firstIsInterrupted();
}
