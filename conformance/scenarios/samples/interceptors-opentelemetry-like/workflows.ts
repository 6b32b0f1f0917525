import {
  condition,
  defineQuery,
  defineSignal,
  executeChild,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type * as activities from './activities';

const { paint } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });
const { measure } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const choose = defineSignal<[colour: string]>('choose');
export const chosen = defineQuery<string>('chosen');

export async function renovate(): Promise<string> {
  let colour: string | undefined;
  setHandler(chosen, () => colour ?? 'nothing');
  setHandler(choose, (wanted) => {
    colour = wanted;
  });
  await condition(() => colour !== undefined);
  const size = await measure();
  const { workflowId } = workflowInfo();
  const floor = await executeChild(layFloor, { workflowId: `${workflowId}/floor` });
  return `${await paint(colour ?? '')}, ${size}, ${floor}`;
}

export async function layFloor(): Promise<string> {
  return 'oak';
}
