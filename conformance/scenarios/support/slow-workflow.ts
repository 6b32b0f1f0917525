import { condition, defineSignal, setHandler } from '@temporalio/workflow';

export const finish = defineSignal('finish');

/** Runs until it is told to finish. */
export async function slow(): Promise<void> {
  let finished = false;
  setHandler(finish, () => {
    finished = true;
  });
  await condition(() => finished);
}
