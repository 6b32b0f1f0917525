import {
  condition,
  defineQuery,
  defineSignal,
  executeChild,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@perdure/workflow';
import type * as activities from './activities';
import type { Order, Receipt } from './order';

const { price, charge, bookParcel } = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '100 milliseconds' },
});

export const approve = defineSignal<[approver: string]>('approve');
export const progress = defineQuery<string>('progress');

/** From an order to a receipt: a price, somebody's approval, a payment that needs two attempts, and a parcel. */
export async function fulfilOrder(order: Order): Promise<Receipt> {
  let step = 'pricing';
  let approvedBy = '';
  setHandler(progress, () => step);
  setHandler(approve, (approver) => {
    approvedBy = approver;
  });

  const total = await price(order);
  step = 'waiting for approval';
  if (!(await condition(() => approvedBy !== '', '1 day'))) throw new Error('Nobody approved the order');

  step = 'charging';
  const payment = await charge(order.customer, total);

  step = 'shipping';
  const parcel = await executeChild(shipOrder, {
    args: [order.id],
    workflowId: `${workflowInfo().workflowId}/shipment`,
  });
  step = 'done';
  return { orderId: order.id, total, approvedBy, payment, parcel };
}

/** The parcel leaves the house a moment after it has been booked. */
export async function shipOrder(orderId: string): Promise<string> {
  const parcel = await bookParcel(orderId);
  await sleep('200 milliseconds');
  return parcel;
}
