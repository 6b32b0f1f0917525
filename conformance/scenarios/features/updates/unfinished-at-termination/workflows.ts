import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

export const endless = defineUpdate<void>('endless');

export async function waits(): Promise<void> {
  setHandler(endless, () => condition(() => false));
  await condition(() => false);
}
