import * as wf from '@perdure/workflow';
import type * as activities from '../activities';

const { greet } = wf.proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

export const go = wf.defineSignal('go');
export const state = wf.defineQuery<string>('state');
export const rename = wf.defineUpdate<string, [string]>('rename');

/** Asks its parent to go on. */
export async function child(name: string, parentId: string): Promise<string> {
  const greeting = await greet(name);
  await wf.getExternalWorkflowHandle(parentId).signal(go);
  return greeting;
}

export async function order(name: string, again = true): Promise<string> {
  if (!again) return name;
  let gone = false;
  let named = false;
  wf.setHandler(go, () => void (gone = true));
  wf.setHandler(state, () => (gone ? 'gone' : 'waiting'));
  const validator = (to: string): void => {
    if (to === '') throw new Error('a name is needed');
  };
  const onRename = (to: string): string => {
    named = true;
    return `renamed to ${(name = to)}`;
  };
  wf.setHandler(rename, onRename, { validator });
  await greet(name);
  await wf.executeChild(child, { args: [name, wf.workflowInfo().workflowId] });
  await wf.condition(() => gone && named);
  return await wf.continueAsNew<typeof order>(name, false);
}
