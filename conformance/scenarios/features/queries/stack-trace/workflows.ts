import { sleep } from '@temporalio/workflow';

export async function waitsForEver(): Promise<void> {
  await sleep('1 day');
}
