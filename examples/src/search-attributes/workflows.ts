import { condition, defineSignal, setHandler, upsertSearchAttributes } from '@perdure/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';

export const customer = defineSearchAttributeKey('Customer', 'KEYWORD');
export const amount = defineSearchAttributeKey('Amount', 'INT');
export const step = defineSearchAttributeKey('Step', 'KEYWORD');

export const ship = defineSignal('ship');

/** Says where it is, so that lists can be filtered by it. */
export async function order(): Promise<void> {
  let shipped = false;
  setHandler(ship, () => void (shipped = true));
  upsertSearchAttributes([{ key: step, value: 'packing' }]);
  await condition(() => shipped);
  upsertSearchAttributes([{ key: step, value: 'shipped' }]);
}
