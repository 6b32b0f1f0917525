import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from './activities';

const { echo } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });

export async function allAtOnce(count: number): Promise<number[]> {
  return await Promise.all(Array.from({ length: count }, (_, index) => echo(index)));
}
