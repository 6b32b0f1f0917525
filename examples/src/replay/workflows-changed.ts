import { proxyActivities } from '@perdure/workflow';
import type * as activities from './activities';

const { reserve, charge } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

/** Somebody swapped two lines, and did not put it behind `patched`. */
export async function sale(item: string): Promise<string> {
  await charge(item);
  return await reserve(item);
}
