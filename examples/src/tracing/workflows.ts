import { proxyActivities, sleep } from '@perdure/workflow';
import type * as activities from './activities';

const { pack } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

export async function ship(item: string): Promise<string> {
  const parcel = await pack(item);
  await sleep('10 milliseconds');
  return parcel;
}
