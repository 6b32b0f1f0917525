/** An ordinary Temporal program: nothing in this folder knows of ours. */
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities.cjs';

const { greet } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

export async function greeting(name: string): Promise<string> {
  return `${await greet(name)} (${workflowInfo().workflowType})`;
}
