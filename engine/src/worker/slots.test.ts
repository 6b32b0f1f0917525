import { describe, expect, it } from 'vitest';
import { createSlots } from './slots';

describe('slots', () => {
  it('that are reserved are not free, and are not used either', () => {
    const slots = createSlots(3);
    slots.reserve(2);
    expect(slots).toMatchObject({ free: 1, used: 0 });
    slots.begin();
    slots.unreserve(1);
    expect(slots).toMatchObject({ free: 2, used: 1 });
  });

  it('wake those who wait when one becomes free, by an end or by what was not needed', async () => {
    const slots = createSlots(1);
    slots.reserve(1);
    const free = slots.whenFree();
    slots.unreserve(1);
    await free;
    slots.reserve(1);
    slots.begin();
    const again = [slots.whenFree(), slots.whenEmpty()];
    slots.end();
    await Promise.all(again);
    expect(slots.free).toBe(1);
  });

  it('are not waited for by somebody who gives up', async () => {
    const slots = createSlots(0);
    const abort = new AbortController();
    const free = slots.whenFree(abort.signal);
    abort.abort();
    await free;
    expect(slots.free).toBe(0);
  });
});
