import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities.js';
import { quoted } from './quoted.js';

const { fetchTitle } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function quoteTitle(url: string): Promise<string> {
  return quoted(await fetchTitle(url));
}
