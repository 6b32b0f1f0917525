import { type RedisServer, startRedis } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { count, expectSound } from './support/check-history';
import { test } from './support/test';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

describe.concurrent('two clients complete one activity', () => {
  test(
    'invariant 4: with the same token, one wins and the other hears that it is over',
    () => redis,
    async (scene) => {
      const worker = await scene.worker('worker');
      const [one, other] = await Promise.all([scene.clientProcess('one'), scene.clientProcess('other')]);
      const handle = await scene.start('waitsForCompletion', 'w');
      const { token } = await scene.until('the activity to run', () => worker.of('activity')[0]);
      const answers = await Promise.all([
        one.call({ do: 'complete', token, result: 'one' }),
        other.call({ do: 'complete', token, result: 'other' }),
      ]);
      const winner = answers.findIndex(({ error }) => error === undefined);
      expect(answers.map(({ error }) => error).filter(Boolean)).toEqual(['ActivityNotFoundError']);
      expect(await handle.result()).toBe(['one', 'other'][winner]);
      const history = await scene.history('w');
      expectSound(history);
      expect(count(history, 'ActivityTaskCompleted')).toBe(1);
    },
  );

  test(
    'invariant 4: the token of an attempt that timed out completes nothing, the next one does',
    () => redis,
    async (scene) => {
      const worker = await scene.worker('worker');
      const client = await scene.clientProcess('client');
      const handle = await scene.start('waitsForCompletionBriefly', 'w');
      const attempts = await scene.until('the second attempt', () => {
        const seen = worker.of('activity');
        return seen.length >= 2 ? seen : undefined;
      });
      const late = await client.call({ do: 'complete', token: attempts[0]!.token, result: 'too late' });
      expect(late.error).toBe('ActivityNotFoundError');
      const newest = (): string => worker.of('activity').at(-1)!.token;
      await scene.until('an attempt to be completed in time', async () => {
        const { error } = await client.call({ do: 'complete', token: newest(), result: 'in time' });
        return error === undefined;
      });
      expect(await handle.result()).toBe('in time');
      expectSound(await scene.history('w'));
    },
  );

  test(
    'invariant 4: once it is completed, every later completion hears that it is over',
    () => redis,
    async (scene) => {
      const worker = await scene.worker('worker');
      const client = await scene.clientProcess('client');
      const handle = await scene.start('waitsForCompletion', 'w');
      const { token } = await scene.until('the activity to run', () => worker.of('activity')[0]);
      expect((await client.call({ do: 'complete', token, result: 'first' })).error).toBeUndefined();
      expect((await client.call({ do: 'complete', token, result: 'second' })).error).toBe('ActivityNotFoundError');
      expect(await handle.result()).toBe('first');
      expect((await client.call({ do: 'complete', token, result: 'third' })).error).toBe('ActivityNotFoundError');
    },
  );
});
