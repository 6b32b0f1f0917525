import { sleep } from '@temporalio/workflow';

export async function clock(): Promise<{ moved: boolean; slept: boolean }> {
  const before = Date.now();
  let sum = 0;
  for (let i = 0; i < 3_000_000; i++) sum += i % 7;
  const moved = sum > 0 && (Date.now() !== before || new Date().getTime() !== before);
  await sleep(25);
  return { moved, slept: Date.now() - before >= 25 };
}
