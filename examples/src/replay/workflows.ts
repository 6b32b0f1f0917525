import { proxyActivities } from '@perdure/workflow';
import type * as activities from './activities';

const { reserve, charge } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

export async function sale(item: string): Promise<string> {
  await reserve(item);
  return await charge(item);
}
