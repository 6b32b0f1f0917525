import { sleep } from '@temporalio/workflow';

export async function timers(): Promise<string[]> {
  const seen: string[] = [];
  const cleared = setTimeout(() => seen.push('cleared'), 60_000);
  await new Promise<void>((resolve) => {
    setTimeout(() => {
      seen.push('fired');
      resolve();
    }, 5);
  });
  clearTimeout(cleared);
  await sleep(1);
  return seen;
}
