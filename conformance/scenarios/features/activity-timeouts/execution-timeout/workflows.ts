import { sleep } from '@temporalio/workflow';

export async function endless(): Promise<void> {
  await sleep('1 day');
}
