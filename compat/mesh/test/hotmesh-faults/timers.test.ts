import { MeshFlow } from '@perdure/mesh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf, flowPlace, type FlowPlace } from '../support/flow-place';

const workflows = {
  async sleeps(duration: string): Promise<number> {
    return await MeshFlow.workflow.sleepFor(duration);
  },
};
let place: FlowPlace;
beforeAll(async () => {
  place = await flowPlace(workflows);
});
afterAll(() => MeshFlow.shutdown());

describe('timers fire up to 4 s early on a 5 s grid', () => {
  it.each([7, 130, 1_100])('no: %s ms are at least that, by the clock of Redis', async (ms) => {
    const handles = await Promise.all(Array.from({ length: 5 }, () => place.start<number>('sleeps', [`${ms} ms`])));
    for (const handle of handles) {
      expect(await handle.result()).toBe(ms / 1_000);
      const events = await eventsOf(handle);
      const at = (type: string): number => events.find((event) => event.type === type)?.atMs ?? NaN;
      expect(at('TIMER_FIRED') - at('TIMER_STARTED')).toBeGreaterThanOrEqual(ms);
    }
  });
});
