import { ApplicationFailure, defineSignal, setHandler, sleep } from '@temporalio/workflow';

export const fail = defineSignal('fail');

export async function fragile(): Promise<void> {
  setHandler(fail, () => {
    throw ApplicationFailure.nonRetryable('thrown by a signal handler', 'Fragile');
  });
  await sleep('1 day');
}
