import { sleep } from '@temporalio/workflow';

export async function waits(text: string): Promise<string> {
  if (text === 'first') await sleep('1 day');
  return text;
}
