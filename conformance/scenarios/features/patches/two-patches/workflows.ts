import { patched, sleep } from '@temporalio/workflow';

export async function twice(): Promise<boolean[]> {
  const first = patched('first');
  await sleep(1);
  return [first, patched('second'), patched('first')];
}
