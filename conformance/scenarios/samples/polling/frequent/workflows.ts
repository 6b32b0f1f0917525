import { proxyActivities } from '@temporalio/workflow';
import type { createParcelActivities } from './activities';

const { untilFound } = proxyActivities<ReturnType<typeof createParcelActivities>>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '30 seconds',
});

export async function findParcel(parcel: string): Promise<string> {
  return await untilFound(parcel);
}
