import { proxyLocalActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { succeedsAt } = proxyLocalActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '10 milliseconds', backoffCoefficient: 1 },
});

export async function persistent(): Promise<number> {
  return await succeedsAt(3);
}
