import { proxyActivities } from '@perdure/workflow';
import type * as activities from './activities';

const { greet } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

export async function welcome(name: string): Promise<string> {
  return await greet(name);
}
