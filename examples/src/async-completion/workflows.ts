import { proxyActivities } from '@perdure/workflow';
import type * as activities from './activities';

const { askForApproval } = proxyActivities<typeof activities>({ startToCloseTimeout: '7 days' });

export async function expense(amount: number): Promise<string> {
  return await askForApproval(amount);
}
