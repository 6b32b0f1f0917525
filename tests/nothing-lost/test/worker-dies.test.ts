import { type RedisServer, startRedis } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { count, expectSound } from './support/check-history';
import { test } from './support/test';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

describe.concurrent('a worker dies', () => {
  test(
    'invariant 3: killed while an activity runs, another one runs the next attempt after the heartbeat timeout',
    () => redis,
    async (scene) => {
      const first = await scene.worker('first');
      const handle = await scene.start('hangsOnce', 'w');
      await scene.until('the first attempt to be heard of', async () => {
        const { pendingActivities } = (await handle.describe()).raw;
        return pendingActivities?.[0]?.heartbeatDetails;
      });
      await first.kill();
      const second = await scene.worker('second');
      expect(await handle.result()).toBe('attempt 2, the last one was alive');
      expect(second.of('activity').map(({ attempt }) => attempt)).toEqual([2]);
      const history = await scene.history('w');
      expectSound(history);
      expect(count(history, 'ActivityTaskCompleted')).toBe(1);
    },
  );

  test(
    'invariant 3: killed while an activity without heartbeat runs, the start-to-close timeout moves it on',
    () => redis,
    async (scene) => {
      const first = await scene.worker('first');
      const handle = await scene.start('hangsOnceWithoutHeartbeat', 'w');
      await scene.until('the first attempt to run', () => first.of('activity').length > 0);
      await first.kill();
      await scene.worker('second');
      expect(await handle.result()).toMatch(/^attempt 2/);
      expectSound(await scene.history('w'));
    },
  );

  test(
    'invariant 3: killed while a workflow task runs, the task is replayed elsewhere and nothing is doubled',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const first = await scene.worker('first', proxy);
      const stopped = proxy.lose('request', '"WorkflowTaskCompleted"');
      const handle = await scene.start('oneActivity', 'w', ['x'], { workflowTaskTimeout: '1 second' });
      await stopped;
      await first.kill();
      const second = await scene.worker('second');
      expect(await handle.result()).toBe('x');
      expect(second.of('activity')).toHaveLength(1);
      const history = await scene.history('w');
      expectSound(history);
      expect(count(history, 'WorkflowTaskTimedOut')).toBe(1);
      expect(count(history, 'ActivityTaskScheduled')).toBe(1);
    },
  );

  test(
    'invariant 10: killed between the commit of a workflow task and its reply, the next one goes on from there',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const first = await scene.worker('first', proxy);
      const committed = proxy.lose('silence', '"WorkflowTaskCompleted"');
      // The activity comes with the reply, so it is lost too: its timeout gives it to somebody else.
      const handle = await scene.start('hangsOnceWithoutHeartbeat', 'w', [], { workflowTaskTimeout: '1 second' });
      await committed;
      await first.kill();
      await scene.worker('second');
      expect(await handle.result()).toMatch(/^attempt 2/);
      const history = await scene.history('w');
      expectSound(history);
      expect(count(history, 'ActivityTaskScheduled')).toBe(1);
      expect(count(history, 'WorkflowTaskTimedOut')).toBe(0);
    },
  );

  test(
    'invariant 10: killed between the commit of an activity result and its reply, the result stands',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const first = await scene.worker('first', proxy);
      const committed = proxy.lose('silence', '"ActivityTaskCompleted"');
      const handle = await scene.start('oneActivity', 'w', ['x'], { workflowTaskTimeout: '1 second' });
      await committed;
      await first.kill();
      const second = await scene.worker('second');
      expect(await handle.result()).toBe('x');
      expect(second.of('activity')).toEqual([]);
      expectSound(await scene.history('w'));
    },
  );

  const MOMENTS = [
    ['request', 'before Redis hears of it'],
    ['silence', 'before it hears of that'],
  ] as const;
  for (const [loss, moment] of MOMENTS) {
    test(
      `invariant 3: killed while it fires a timer, ${moment}, the timer fires once`,
      () => redis,
      async (scene) => {
        const proxy = await scene.proxy();
        const first = await scene.worker('first', proxy);
        const fired = proxy.lose(loss, '"TimerFired"');
        const handle = await scene.start('sleeper', 'w', [500], { workflowTaskTimeout: '1 second' });
        await fired;
        await first.kill();
        await scene.worker('second');
        expect(await handle.result()).toBeGreaterThanOrEqual(500);
        const history = await scene.history('w');
        expectSound(history);
        expect(count(history, 'TimerFired')).toBe(1);
      },
    );
  }

  test(
    'invariant 10: killed while it accepts an update, the update is carried out once',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const first = await scene.worker('first', proxy);
      const client = await scene.clientProcess('client');
      const handle = await scene.start('appended', 'w', [], { workflowTaskTimeout: '1 second' });
      const accepted = proxy.lose('request', '"WorkflowExecutionUpdateAccepted"');
      const updated = client.call({ do: 'update', workflowId: 'w', value: 'x' });
      await accepted;
      await first.kill();
      await scene.worker('second');
      expect((await updated).value).toBe(1);
      await handle.signal('finish');
      expect(await handle.result()).toEqual(['x']);
      expectSound(await scene.history('w'));
    },
  );
});
