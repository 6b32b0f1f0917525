import { proxyLocalActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { square } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function sums(): Promise<number> {
  const squares = [await square(2), await square(3)];
  return squares.reduce((sum, value) => sum + value, 0);
}
