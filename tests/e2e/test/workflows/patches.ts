import { condition, defineSignal, deprecatePatch, patched, setHandler, sleep, workflowInfo } from '@perdure/workflow';

export const goOn = defineSignal('goOn');

/** Patches decide once for each run and id, and leave a marker. */
export async function patchedOnce(): Promise<unknown> {
  const seen = [patched('a'), patched('a'), patched('b')];
  await sleep('1 millisecond');
  seen.push(patched('a'));
  deprecatePatch('c');
  return seen;
}

/** A run that is older than a patch, in the version after it: the code asks only after the replayed part. */
export async function patchedLater(): Promise<unknown> {
  let on = false;
  setHandler(goOn, () => {
    on = true;
  });
  await condition(() => on);
  return [patched('later'), workflowInfo().unsafe.isReplaying];
}
