import { MeshFlow, StreamError } from '@perdure/mesh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowPlace, type FlowPlace } from '../support/flow-place';

const workflows = {
  async draws(): Promise<number[]> {
    const first = MeshFlow.workflow.random();
    await MeshFlow.workflow.sleepFor('1 ms');
    return [first, MeshFlow.workflow.random()];
  },
};
let place: FlowPlace;
beforeAll(async () => {
  place = await flowPlace(workflows);
});
afterAll(() => MeshFlow.shutdown());

describe('result() of an unknown or expired id never settles and raises an unhandled rejection', () => {
  it('no: it rejects with 404, where it is awaited and nowhere else', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', note);
    try {
      const handle = await place.client.getHandle({
        taskQueue: 'main',
        workflowId: 'nobody',
        namespace: place.namespace,
      });
      const error: unknown = await handle.result().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StreamError);
      expect(error).toMatchObject({ code: 404, message: 'Job nobody not found', job_id: 'nobody' });
      await expect(handle.status()).rejects.toMatchObject({ code: 404 });
      await expect(handle.state()).rejects.toMatchObject({ code: 404 });
      // Node says so in the turn after the rejection.
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});

describe('random() gives the same numbers in every workflow', () => {
  it('no: each draws its own', async () => {
    const drawn = await Promise.all(Array.from({ length: 10 }, () => place.run<number[]>('draws')));
    expect(new Set(drawn.flat()).size).toBe(20);
  });
});
