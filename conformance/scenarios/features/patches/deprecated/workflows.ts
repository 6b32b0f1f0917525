import { condition, defineSignal, deprecatePatch, setHandler } from '@temporalio/workflow';

export const go = defineSignal('go');

/** The old branch is gone. */
export async function ships(): Promise<string> {
  let going = false;
  setHandler(go, () => {
    going = true;
  });
  deprecatePatch('by-air');
  await condition(() => going);
  return 'by air';
}
