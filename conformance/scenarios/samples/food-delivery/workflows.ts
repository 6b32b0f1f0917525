import {
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  log,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type * as activities from './activities';

export type State = 'charging' | 'paid' | 'picked up' | 'delivered' | 'refunded';

export interface Patience {
  readonly pickUpMs: number;
  readonly deliveryMs: number;
}

const { charge, refund, notify } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 1 },
});

export const pickedUp = defineSignal('pickedUp');
export const delivered = defineSignal('delivered');
export const status = defineQuery<{ readonly dish: string; readonly state: State }>('status');

export async function deliver(dish: string, { pickUpMs, deliveryMs }: Patience): Promise<State> {
  let state: State = 'charging';
  const is = (wanted: State) => () => state === wanted;
  setHandler(status, () => ({ dish, state }));
  setHandler(pickedUp, () => {
    if (state === 'paid') state = 'picked up';
  });
  setHandler(delivered, () => {
    if (state === 'picked up') state = 'delivered';
  });

  const payment = await charge(dish);
  state = 'paid';
  const onTime = (await condition(is('picked up'), pickUpMs)) && (await condition(is('delivered'), deliveryMs));
  if (!onTime) {
    const problem = is('paid')() ? 'was not picked up' : 'did not arrive';
    state = 'refunded';
    await refund(payment);
    throw ApplicationFailure.nonRetryable(`The ${dish} ${problem}`, 'TooLate');
  }
  await notify(`How was the ${dish}?`).catch((error) => log.warn('No review was asked for', { error }));
  return state;
}
