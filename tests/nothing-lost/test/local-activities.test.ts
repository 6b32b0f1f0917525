import { type RedisServer, startRedis } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { count, expectSound } from './support/check-history';
import { test } from './support/test';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

describe.concurrent('a worker dies while it runs a local activity', () => {
  test(
    'invariant 3: what a renewed task has recorded is not run again, what had not ended is',
    () => redis,
    async (scene) => {
      const first = await scene.worker('first');
      const handle = await scene.start('localSteps', 'w', [], { workflowTaskTimeout: '1 second' });
      await scene.eventually('w', 'MarkerRecorded');
      await first.kill();
      const second = await scene.worker('second');
      expect(await handle.result()).toBe('recorded, ran in second');
      expect(first.of('activity').map(({ name }) => name)).toEqual(['echo', 'stuckIn']);
      expect(second.of('activity').map(({ name }) => name)).toEqual(['stuckIn']);
      const history = await scene.history('w');
      expectSound(history);
      expect(count(history, 'MarkerRecorded')).toBe(2);
      expect(count(history, 'WorkflowTaskTimedOut')).toBe(1);
    },
  );
});
