import * as wf from '@perdure/workflow';
import type * as activities from './activities';

const { talk } = wf.proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

export const go = wf.defineSignal('go');
export const state = wf.defineQuery<string>('state');
export const rename = wf.defineUpdate<string, [string]>('rename');

export async function talks(): Promise<string> {
  return await talk();
}

/** Waits to be told. */
export async function waits(): Promise<string> {
  let gone = false;
  wf.setHandler(go, () => void (gone = true));
  wf.setHandler(state, () => 'waiting');
  wf.setHandler(rename, (to) => to);
  await wf.condition(() => gone);
  return 'gone';
}
