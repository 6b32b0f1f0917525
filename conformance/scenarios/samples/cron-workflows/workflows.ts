import { condition, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';

const { saveBackup } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function makeBackup(): Promise<number> {
  const { lastResult, workflowId, cronSchedule } = workflowInfo();
  const number = ((lastResult as number | undefined) ?? 0) + 1;
  await saveBackup(workflowId, `${number} (${cronSchedule})`);
  if (number === 3) await condition(() => false);
  return number;
}
