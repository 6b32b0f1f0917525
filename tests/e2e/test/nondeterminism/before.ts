import { condition, defineSignal, proxyActivities, setHandler, sleep } from '@perdure/workflow';

const { echo } = proxyActivities<{ echo(value: string): Promise<string> }>({ startToCloseTimeout: '10 seconds' });
const go = defineSignal('go');

/** As it was deployed first. */
export async function changes(): Promise<string> {
  let gone = false;
  setHandler(go, () => {
    gone = true;
  });
  await echo('before');
  await condition(() => gone);
  await sleep('1 millisecond');
  return 'done';
}
