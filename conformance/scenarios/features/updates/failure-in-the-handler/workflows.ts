import { ApplicationFailure, condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

export const refuse = defineUpdate<void>('refuse');
export const stop = defineSignal('stop');

export async function refuses(): Promise<string> {
  let stopped = false;
  setHandler(refuse, () => {
    throw ApplicationFailure.nonRetryable('refused by the handler', 'Refused', 'detail');
  });
  setHandler(stop, () => {
    stopped = true;
  });
  await condition(() => stopped);
  return 'went on';
}
