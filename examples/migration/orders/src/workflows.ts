import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  log,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type * as activities from './activities';
import type { Order } from './order';

const { charge, payBack, ship } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumAttempts: 5 },
});

export const packed = defineSignal('packed');
export const state = defineQuery<string>('state');
export const addItem = defineUpdate<number, [string]>('addItem');

/** Charges, waits a week for the warehouse, and ships; or pays back. */
export async function takeOrder(order: Order): Promise<string> {
  let isPacked = false;
  let now = 'charging';
  let items = order.items;
  setHandler(packed, () => void (isPacked = true));
  setHandler(state, () => now);
  setHandler(
    addItem,
    (item: string) => {
      items = [...items, item];
      return items.length;
    },
    {
      validator: (item: string) => {
        if (item === '') throw new Error('An item has a name');
        if (isPacked) throw new Error('It is packed already');
      },
    },
  );

  try {
    await charge(order);
  } catch (error) {
    if (error instanceof ActivityFailure) now = 'not paid';
    throw error;
  }

  now = 'waiting for the warehouse';
  if (!(await condition(() => isPacked, '7 days'))) {
    await payBack(order);
    throw ApplicationFailure.nonRetryable('Out of stock', 'OutOfStock');
  }
  log.info('Packed', { items: items.length });
  await sleep('1 hour');
  now = 'shipped';
  return await ship({ ...order, items });
}
