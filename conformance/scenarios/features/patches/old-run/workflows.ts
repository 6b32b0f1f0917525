import { condition, defineSignal, patched, setHandler } from '@temporalio/workflow';

export const go = defineSignal('go');

/** With the patch. */
export async function ships(): Promise<string> {
  let going = false;
  setHandler(go, () => {
    going = true;
  });
  const how = patched('by-air') ? 'by air' : 'by sea';
  await condition(() => going);
  return how;
}
