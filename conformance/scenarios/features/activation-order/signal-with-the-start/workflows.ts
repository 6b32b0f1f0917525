import { defineSignal, setHandler } from '@temporalio/workflow';

export const early = defineSignal<[text: string]>('early');

export async function started(): Promise<string[]> {
  const seen = ['main'];
  setHandler(early, (text) => {
    seen.push(text);
  });
  seen.push('after setHandler');
  return seen;
}
