import { type RedisServer, startRedis } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { count, expectSound } from './support/check-history';
import { test } from './support/test';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** Two workers share the queue; one is frozen past its leases and timeouts, and resumed when the other has taken over. */
describe.concurrent('a frozen worker', () => {
  test(
    'invariant 4: its activity is done by another one, and its late result is refused',
    () => redis,
    async (scene) => {
      const frozen = await scene.worker('frozen');
      const handle = await scene.start('firstAttemptIsLate', 'w');
      await scene.until('the first attempt to run', () => frozen.of('activity').length > 0);
      await frozen.kill('SIGSTOP');
      const other = await scene.worker('other');
      await scene.until('the other worker to run the second attempt', () => other.of('activity').length > 0);
      await frozen.kill('SIGCONT');
      expect(await handle.result()).toBe('attempt 2');
      const later = await scene.start('oneActivity', 'later', ['y']);
      expect(await later.result()).toBe('y');
      const history = await scene.history('w');
      expectSound(history);
      expect(count(history, 'ActivityTaskCompleted')).toBe(1);
    },
  );

  test(
    'invariant 4: its workflow task is done by another one, and its late completion is refused',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const frozen = await scene.worker('frozen', proxy);
      const completion = proxy.hold('"WorkflowTaskCompleted"');
      const handle = await scene.start('oneActivity', 'w', ['x'], { workflowTaskTimeout: '1 second' });
      await completion.held;
      await frozen.kill('SIGSTOP');
      await scene.worker('other');
      expect(await handle.result()).toBe('x');
      // The completion that was on its way reaches Redis long after its time.
      completion.release();
      await completion.answered;
      await frozen.kill('SIGCONT');
      const history = await scene.history('w');
      expectSound(history);
      expect(count(history, 'ActivityTaskScheduled')).toBe(1);
      const later = await scene.start('oneActivity', 'later', ['y']);
      expect(await later.result()).toBe('y');
    },
  );
});
