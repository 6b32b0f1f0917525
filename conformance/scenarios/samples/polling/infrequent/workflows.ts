import { proxyActivities } from '@temporalio/workflow';
import type { createRegistryActivities } from './activities';

const { granted } = proxyActivities<ReturnType<typeof createRegistryActivities>>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 1 },
});

export async function awaitGrant(application: string): Promise<string> {
  return `granted at question ${await granted(application)}`;
}
