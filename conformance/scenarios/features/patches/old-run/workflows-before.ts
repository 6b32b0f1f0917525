import { condition, defineSignal, setHandler } from '@temporalio/workflow';

export const go = defineSignal('go');

export async function ships(): Promise<string> {
  let going = false;
  setHandler(go, () => {
    going = true;
  });
  await condition(() => going);
  return 'by sea';
}
