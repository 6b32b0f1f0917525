import { condition, defineSignal, setHandler, sleep } from '@perdure/workflow';

const go = defineSignal('go');

/** A timer where an activity was. */
export async function changes(): Promise<string> {
  let gone = false;
  setHandler(go, () => {
    gone = true;
  });
  await sleep('1 hour');
  await condition(() => gone);
  return 'done';
}
