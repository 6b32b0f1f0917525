import { proxyLocalActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { succeedsAt } = proxyLocalActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  localRetryThreshold: '50 milliseconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 1 },
});

export async function patient(): Promise<number> {
  return await succeedsAt(2);
}
