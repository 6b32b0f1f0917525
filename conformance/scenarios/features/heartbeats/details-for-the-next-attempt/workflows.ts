import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { resumes } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '10 milliseconds' },
});

export async function importer(): Promise<unknown> {
  return await resumes();
}
