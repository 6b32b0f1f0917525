import * as wf from '@perdure/workflow';
import type * as activities from '../activities';

const { greet, failOnce } = wf.proxyActivities<typeof activities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: 1 },
});

export const go = wf.defineSignal('go');
export const state = wf.defineQuery<string>('state');
export const rename = wf.defineUpdate<string, [string]>('rename');

export async function child(name: string): Promise<string> {
  return await greet(name);
}

/** A timer, an activity, a child, a signal to wait for, and a run after it. */
export async function order(name: string, again = true): Promise<string> {
  if (!again) return await failOnce(name);
  let gone = false;
  wf.setHandler(go, () => void (gone = true));
  wf.setHandler(state, () => (gone ? 'gone' : 'waiting'));
  wf.setHandler(rename, (to) => {
    name = to;
    return `renamed to ${to}`;
  });
  await wf.sleep(5);
  await greet(name);
  await wf.executeChild(child, { args: [name] });
  await wf.condition(() => gone);
  return await wf.continueAsNew<typeof order>(name, false);
}
