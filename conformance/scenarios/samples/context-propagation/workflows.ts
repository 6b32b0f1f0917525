import {
  condition,
  defineSignal,
  executeChild,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type * as activities from './activities';
import { workflowContext } from './workflow-context';

const { bill } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });
const { quota } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const approve = defineSignal('approve');

const tenant = (): string => workflowContext.getStore()?.tenant ?? 'nobody';

export async function rent(): Promise<string[]> {
  let approvedBy: string | undefined;
  setHandler(approve, () => {
    approvedBy = tenant();
  });
  await condition(() => approvedBy !== undefined);
  const child = await executeChild(reserve, { workflowId: `${workflowInfo().workflowId}/reserve` });
  return [tenant(), `approved by ${approvedBy}`, child, await quota(), await bill()];
}

export async function reserve(): Promise<string> {
  return `reserved for ${tenant()}`;
}
