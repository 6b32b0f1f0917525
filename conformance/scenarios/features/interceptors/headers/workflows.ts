import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { Activities } from './activities';

const { report } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });

/** The way of the headers that this run was started with. */
export const way: string[] = [];

export async function twoRuns(earlier: string[]): Promise<string[][]> {
  const own = await report();
  if (earlier.length > 0) return [earlier, own];
  return await continueAsNew<typeof twoRuns>(own);
}
