import {
  ApplicationFailure,
  condition,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type * as activities from './activities';

const { holdSeat } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '1 minute' });
const { printTicket } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const seatHeld = defineUpdate<string>('seatHeld');

export async function reserveSeat(row: number): Promise<string> {
  const held: { seat?: string; full?: ApplicationFailure } = {};
  setHandler(seatHeld, async () => {
    await condition(() => held.seat !== undefined || held.full !== undefined);
    if (held.full) throw held.full;
    return held.seat ?? '';
  });

  const seat = await holdSeat(row);
  if (seat === undefined) {
    held.full = ApplicationFailure.nonRetryable(`Row ${row} is full`, 'RowIsFull');
    return 'no ticket';
  }
  held.seat = seat;
  return await printTicket(seat);
}
