import { proxyActivities } from '@perdure/workflow';
import type * as activities from './activities';

const { quick, endless } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '10 milliseconds' },
});

/** Its activities outlive the worker that began them. */
export async function work(): Promise<string[]> {
  return await Promise.all([quick(), endless()]);
}
