import { defineSignal, proxyActivities } from '@temporalio/workflow';

export const go = defineSignal('go');

const { any } = proxyActivities<{ any(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

export async function sleeps(): Promise<string> {
  await any();
  return 'never';
}
