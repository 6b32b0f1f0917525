import { condition, defineSignal, setHandler, startChild, workflowInfo } from '@temporalio/workflow';

export const greet = defineSignal<[text: string]>('greet');

export async function parent(): Promise<string> {
  const handle = await startChild(child, { workflowId: `${workflowInfo().workflowId}/child` });
  await handle.signal(greet, 'hello');
  return await handle.result();
}

export async function child(): Promise<string> {
  let text = '';
  setHandler(greet, (given) => {
    text = given;
  });
  await condition(() => text !== '');
  return text;
}
