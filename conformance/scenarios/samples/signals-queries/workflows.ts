import type { Duration } from '@temporalio/common';
import { condition, defineQuery, defineSignal, setHandler } from '@temporalio/workflow';

export const cancelSubscription = defineSignal<[reason: string]>('cancelSubscription');
export const state = defineQuery<string>('state');

export async function subscription(trial: Duration): Promise<string> {
  let cancelled: string | undefined;
  setHandler(cancelSubscription, (reason) => {
    cancelled ??= reason;
  });
  setHandler(state, () => (cancelled === undefined ? 'on trial' : `cancelled: ${cancelled}`));
  const inTime = await condition(() => cancelled !== undefined, trial);
  return inTime ? `ended early, ${cancelled}` : 'paid';
}
