import { MeshFlow } from '@perdure/mesh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowPlace, isWaiting, type FlowPlace } from '../support/flow-place';

const workflows = {
  async waits(id: string): Promise<unknown> {
    return await MeshFlow.workflow.waitFor(id);
  },
};
let place: FlowPlace;
beforeAll(async () => {
  place = await flowPlace(workflows);
});
afterAll(() => MeshFlow.shutdown());

describe('a signal sent before waitFor is lost', () => {
  it('no: it is kept for the first who waits', async () => {
    await place.client.signal('early', { hello: 'early' }, place.namespace);
    expect(await place.run('waits', 'early')).toEqual({ hello: 'early' });
  });
});

describe('of two waiters on one signal id only one wakes', () => {
  it('no: both do', async () => {
    const waiting = await Promise.all([1, 2].map(() => place.start('waits', ['shared'])));
    await Promise.all(waiting.map(isWaiting));
    await place.client.signal('shared', { hello: 'all' }, place.namespace);
    expect(await Promise.all(waiting.map((handle) => handle.result()))).toEqual([{ hello: 'all' }, { hello: 'all' }]);
  });
});

describe('client.signal, client.getHandle({ ... }) and start<T>() of the README exist in no published version', () => {
  it('they do here, and so do the published forms', async () => {
    const { client, namespace } = place;
    const one = await client.workflow.start<string>({
      args: ['readme'],
      taskQueue: 'main',
      workflowName: 'waits',
      namespace,
    });
    await client.signal('readme', 1, namespace);
    const readme = await client.getHandle<number>({ taskQueue: 'main', workflowId: one.workflowId, namespace });
    expect(await readme.result()).toBe(1);
    const other = await place.start('waits', ['published']);
    await client.workflow.signal('published', 2, namespace);
    const published = await client.workflow.getHandle<number>('main', 'waits', other.workflowId, namespace);
    expect(await published.result()).toBe(2);
  });
});
