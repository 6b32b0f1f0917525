import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { insists } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 hour' },
});

export async function impatient(): Promise<number> {
  return await insists();
}
