import { condition, defineSignal, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';

export const early = defineSignal<[value: number]>('early');
export const other = defineSignal<[value: number]>('other');
export const go = defineSignal('go');

export async function lateHandlers(): Promise<string[]> {
  const seen: string[] = [];
  let going = false;
  setHandler(go, () => {
    going = true;
  });
  await condition(() => going);
  setHandler(early, (value) => {
    seen.push(`early ${value}`);
  });
  seen.push('next statement');
  setDefaultSignalHandler((name, ...args) => {
    seen.push(`default ${name} ${args.join()}`);
  });
  return seen;
}
