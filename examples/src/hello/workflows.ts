import { proxyActivities } from '@perdure/workflow';
import type * as activities from './activities';

const { greet } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

/** Calls one activity and gives back what it answers. */
export async function hello(name: string): Promise<string> {
  return await greet(name);
}
