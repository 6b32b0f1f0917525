import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

export async function waits(): Promise<void> {
  setHandler(defineUpdate('unseen'), () => {});
  await condition(() => false);
}
