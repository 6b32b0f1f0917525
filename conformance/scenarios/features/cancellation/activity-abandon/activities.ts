import { sleep } from '@temporalio/activity';

export async function goesOn(): Promise<string> {
  await sleep(300);
  return 'unheard';
}
