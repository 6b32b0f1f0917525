import { proxyActivities } from '@perdure/workflow';
import type * as activities from './activities';

const { whoAsks } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

export async function ask(): Promise<string> {
  return await whoAsks();
}
