import { expect, it } from 'vitest';
import { isEngineError } from '../../errors';
import { createMemoryServer, createMemoryStore } from './server';

const FLOWS = { kind: 'workflow', taskQueue: 'flows' } as const;

it('stores of one namespace share what is stored, others do not', async () => {
  const server = createMemoryServer();
  const [one, two] = [server.connect({ namespace: 'a', shards: 2 }), server.connect({ namespace: 'a' })];
  const other = server.connect({ namespace: 'b' });
  await one.ringBell(1, FLOWS);
  expect(await two.snapshot(1)).toEqual({ 'bell:workflow:flows': ['1'] });
  expect([await two.snapshot(0), await other.snapshot(0)]).toEqual([{}, {}]);
  expect([one.shards, two.shards, other.shards]).toEqual([2, 2, 1]);
  expect(one.inbox.id).not.toBe(two.inbox.id);
});

it('a namespace keeps its number of shards', () => {
  const server = createMemoryServer();
  server.connect({ namespace: 'a', shards: 2 });
  expect(() => server.connect({ namespace: 'a', shards: 3 })).toThrow(/has 2 shards, not 3/);
});

it('closing ends the waits of that store and refuses its calls', async () => {
  const server = createMemoryServer();
  const store = server.connect({ namespace: 'a' });
  const other = server.connect({ namespace: 'a' });
  const wait = store.awaitBell(0, { queues: [FLOWS], timeoutMs: 60_000 });
  await store.close();
  await wait;
  const error = await store.sweep(0, 1).catch((reason: unknown) => reason);
  expect(isEngineError(error, 'UNAVAILABLE')).toBe(true);
  await other.ringBell(0, FLOWS);
  expect(await other.snapshot(0)).toHaveProperty('bell:workflow:flows');
});

it('what has expired is gone from the snapshot and from memory', async () => {
  const store = createMemoryStore({ namespace: 'a' });
  const request = { worker: 'w', identity: 'i', slot: '0', pollId: 'p', leaseMs: 1 };
  await store.poll(0, { ...request, workflow: { taskQueue: 'flows', stickyQueue: 'sticky/w', max: 1 } });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await store.sweep(0, 1);
  expect(await store.snapshot(0)).toEqual({});
});
