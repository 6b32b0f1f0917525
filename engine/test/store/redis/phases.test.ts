/**
 * Invariant 1 on Redis: Lua has no rollback, so a script that fails must fail before its first write. The commands of
 * phase 2 have no other way to fail than a key of another type. So every key that a call uses is replaced by one of
 * another type, one at a time: the call is refused by an error and nothing has changed, or it does not mind and is applied.
 */
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import type { Effect, Transition } from '../../../src/model/transition';
import { connectRedisStore } from '../../../src/store/redis';
import type { Store } from '../../../src/store/contract';
import { append, arrive, close, create, event, OPEN, SCHEDULE, signalled, transition } from '../suite/build';
import { pollOf, start } from './steps';

let redis: Redis;
beforeAll(() => void (redis = new Redis(testRedisUrl())));
afterAll(() => redis.disconnect());

const eager = { worker: 'worker-1', identity: 'me', activityQueue: 'acts', activities: 1, workflowTask: true };
const wide: Effect[] = [
  arrive('a', event('TimerFired')),
  { do: 'set', hash: 'pending', field: 'act:4', value: 'scheduled 1' },
  { do: 'moveUpdate', updateId: 'u', to: 'accepted 4' },
  { do: 'setAttribute', name: 'City', value: '{}', type: 'Keyword', terms: ['Ka'] },
  { do: 'will', key: 'child:1', message: '{}' },
  { do: 'arm', name: 'timer:1', delayMs: 60_000 },
  { do: 'pushActivity', scheduledEventId: 4, attempt: 1, taskQueue: 'acts', priority: 3, eager: false },
  { do: 'admitUpdate', updateId: 'u', request: '{"updateId":"u","name":"n"}' },
  { do: 'send', message: '{}' },
  { do: 'watch', topic: 'close', inbox: 'i', ttlMs: 60_000 },
  { do: 'notify', topic: 'close', message: '{}' },
  { do: 'scheduleTask', virtual: false, wakes: true },
];
const end: Effect = { do: 'endTask', write: true, updatesHandled: 1, sticky: 'worker-1', identity: 'me' };

const record: Effect = {
  do: 'changeRecord',
  entity: 'user',
  changes: [
    { change: 'set', field: 'city', value: 'Bern', terms: ['u\u0001city\u0001bern'] },
    { change: 'add', field: 'n', by: '1', starts: [{ as: 'number', start: 'u\u0001n\u0001' }] },
    { change: 'unset', field: 'gone' },
  ],
  forget: ['1'],
};
const step = (name: string) => ({ kind: 'step', entity: 'user', step: name }) as const;

const calls: Record<string, (store: Store) => Promise<unknown>> = {
  'a start': (store) => store.apply(0, start('other')),
  'effects of every kind': (store) =>
    store.apply(0, transition('wf', wide, { dedupe: { kind: 'window', requestId: 'r' } })),
  'a change of a record': (store) => store.apply(0, transition('wf', [record], { dedupe: step('2') })),
  'a record that begins anew': (store) =>
    store.apply(0, transition('wf', [close(), create('wf', 'run-2', { firstRunId: 'run-2' }), record])),
  'a definition of an index': (store) => store.defineIndex(0, { name: 'u', definition: '{}', version: 1, next: 2 }),
  'a message': (store) => store.apply(0, transition('wf', wide, { dedupe: { kind: 'sender', sender: 's', seq: 1 } })),
  'a completion': (store) => store.apply(0, complete([end, { do: 'flush' }], { eager })),
  'an end': (store) =>
    store.apply(0, complete([end, { do: 'flush' }, close(), create('wf', 'run-2', {}), SCHEDULE], { eager })),
  'a parked message': (store) => store.apply(0, transition('wf', [{ do: 'parkOutbox', reason: 'gone' }])),
  'a poll': (store) =>
    store.poll(
      0,
      pollOf({
        workflow: { taskQueue: 'flows', stickyQueue: 'sticky/worker-1', max: 2 },
        activity: { taskQueue: 'acts', max: 2, perSecond: 5 },
      }),
    ),
  'a throttled poll': (store) => store.poll(0, pollOf({ identity: 'slow' })),
  'a claim': (store) => store.claimDue(0, { owner: 'me', leaseMs: 1_000, limit: 10 }),
  'a sweep': (store) => store.sweep(0, 10),
  'an outbox': (store) => store.takeOutbox(0, 'run-of-wf', { owner: 'me', leaseMs: 1_000, limit: 10 }),
};

function complete(effects: Effect[], rest: Partial<Transition>): Transition {
  return transition('wf', effects, { guards: [OPEN], dedupe: { kind: 'run', requestId: 'c' }, ...rest });
}

/** A run with something in every key, and another one that waits for its first task. */
async function prepare(namespace: string): Promise<Store> {
  const store = await connectRedisStore({ redis: testRedisUrl(), namespace });
  await store.apply(0, start('wf'));
  await store.poll(0, pollOf());
  await store.apply(0, transition('wf', [append(event('ActivityTaskScheduled'))]));
  await store.apply(
    0,
    transition('wf', [...wide, arrive('b', signalled('s')), { do: 'arm', name: 'timer:2', delayMs: 0 }]),
  );
  await store.apply(0, transition('wf', [record], { dedupe: step('1') }));
  await store.defineIndex(0, { name: 'u', definition: '{}', version: 0, next: 1 });
  await store.throttle(0, { field: 'worker:"slow"', ms: 60_000 });
  await store.apply(0, { ...start('closed', 'run-closed') });
  await store.apply(0, transition('closed', [record]));
  await store.apply(0, transition('closed', [close({ retentionMs: 0 })]));
  await store.apply(0, start('waiting'));
  return store;
}

describe.each(Object.entries(calls))('%s', (_name, call) => {
  it('changes nothing when a key is not of the type it should be (invariant 1)', async () => {
    const namespace = freshNamespace('phase');
    const store = await prepare(namespace);
    try {
      const prefix = `{perdure/${namespace}/0}:`;
      const before = await dump(prefix);
      await call(store);
      const names = new Set([...Object.keys(before), ...Object.keys(await dump(prefix))]);
      let refused = 0;
      for (const key of names) {
        await restore(prefix, before);
        await spoil(key);
        const spoilt = await dump(prefix);
        const error = await call(store).then(
          () => undefined,
          (reason: Error) => reason,
        );
        if (error === undefined) continue;
        expect(error.message, key).toMatch(/WRONGTYPE|keys of another run/);
        expect(changes(spoilt, await dump(prefix)), key).toEqual([]);
        refused++;
      }
      expect(refused).toBeGreaterThan(0);
    } finally {
      await store.close();
    }
  });
});

type Dump = Record<string, Buffer | null>;

async function dump(prefix: string): Promise<Dump> {
  const keys = (await redis.keys(`${prefix}*`)).sort();
  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await redis.dumpBuffer(key)] as const)));
}

function changes(before: Dump, after: Dump): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name]?.toString('latin1') !== after[name]?.toString('latin1'));
}

async function restore(prefix: string, content: Dump): Promise<void> {
  const present = await redis.keys(`${prefix}*`);
  if (present.length > 0) await redis.del(...present);
  for (const [key, value] of Object.entries(content)) if (value) await redis.restore(key, 0, value);
}

async function spoil(key: string): Promise<void> {
  const type = await redis.type(key);
  await redis.del(key);
  if (type === 'set') await redis.lpush(key, 'x');
  else await redis.sadd(key, 'spoilt');
}
