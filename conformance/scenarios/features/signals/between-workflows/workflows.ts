import { condition, defineSignal, getExternalWorkflowHandle, setHandler } from '@temporalio/workflow';

export const greet = defineSignal<[text: string]>('greet');

export async function sender(to: string): Promise<void> {
  await getExternalWorkflowHandle(to).signal(greet, 'hello');
}

export async function receiver(): Promise<string> {
  let text: string | undefined;
  setHandler(greet, (given) => {
    text = given;
  });
  await condition(() => text !== undefined);
  return text ?? '';
}
