import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { double } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function powers(): Promise<number> {
  let value = 1;
  for (let i = 0; i < 5; i++) value = await double(value);
  return value;
}
