import { proxyLocalActivities } from '@temporalio/workflow';

const { unknown } = proxyLocalActivities<{ unknown(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

export async function asks(): Promise<void> {
  await unknown();
}
