import { type RedisServer, startRedis } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { count, expectSound } from './support/check-history';
import { test } from './support/test';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

const LOSSES = [
  ['reply', 'the connection breaks'],
  ['silence', 'nothing more comes over the connection'],
] as const;

describe.concurrent.each(LOSSES)('a reply is lost: %s, %s', (loss) => {
  test(
    'invariant 10: the completion of a workflow task is repeated and applied once',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const worker = await scene.worker('worker', proxy);
      const lost = proxy.lose(loss, '"ActivityTaskScheduled"');
      const handle = await scene.start('oneActivity', 'w', ['x']);
      await lost;
      expect(await handle.result()).toBe('x');
      expect(worker.of('activity')).toHaveLength(1);
      const history = await scene.history('w');
      expectSound(history);
      expect(count(history, 'WorkflowTaskCompleted')).toBe(2);
      expect(count(history, 'ActivityTaskScheduled')).toBe(1);
    },
  );

  test(
    'invariant 10: the completion of an activity is repeated and applied once',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const worker = await scene.worker('worker', proxy);
      const lost = proxy.lose(loss, '"ActivityTaskCompleted"');
      const handle = await scene.start('oneActivity', 'w', ['x']);
      await lost;
      expect(await handle.result()).toBe('x');
      expect(worker.of('activity')).toHaveLength(1);
      const history = await scene.history('w');
      expectSound(history);
      expect(count(history, 'ActivityTaskCompleted')).toBe(1);
    },
  );

  test(
    'invariant 5: a start whose reply is lost gives one run, and its caller learns which',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const client = await scene.clientProcess('client', proxy);
      const lost = proxy.lose(loss, '"WorkflowExecutionStarted"');
      const started = client.call({ do: 'start', workflowType: 'oneActivity', workflowId: 'w', args: ['x'] });
      await lost;
      const { value: runId, error } = await started;
      expect(error).toBeUndefined();
      await scene.worker('worker');
      const handle = scene.client.workflow.getHandle('w');
      expect(await handle.result()).toBe('x');
      expect((await handle.describe()).runId).toBe(runId);
      expectSound(await scene.history('w'));
    },
  );

  test(
    'invariant 10: a signal whose reply is lost arrives once',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const client = await scene.clientProcess('client', proxy);
      await scene.worker('worker');
      const handle = await scene.start('collect', 'w', [1_000]);
      const lost = proxy.lose(loss, '"WorkflowExecutionSignaled"');
      const sent = client.call({ do: 'signals', workflowId: 'w', sender: 'a', from: 0, to: 3 });
      await lost;
      expect((await sent).error).toBeUndefined();
      await handle.signal('finish');
      expect(await handle.result()).toEqual(['a:0', 'a:1', 'a:2']);
    },
  );

  test(
    'invariant 10: an activity completed from outside counts as completed by the caller whose reply is lost',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const client = await scene.clientProcess('client', proxy);
      const worker = await scene.worker('worker');
      const handle = await scene.start('waitsForCompletion', 'w');
      const { token } = await scene.until('the activity to run', () => worker.of('activity')[0]);
      const lost = proxy.lose(loss, '"ActivityTaskCompleted"');
      const completed = client.call({ do: 'complete', token, result: 'from outside' });
      await lost;
      // The workflow goes on and ends before the caller repeats its call.
      expect(await handle.result()).toBe('from outside');
      expect((await completed).error).toBeUndefined();
      expectSound(await scene.history('w'));
    },
  );
});

describe('the connection that waits for tasks falls silent', () => {
  test(
    'invariant 3: its worker takes them nevertheless',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const silent = proxy.lose('silence', 'blpop');
      await scene.worker('worker', proxy);
      await silent;
      const handle = await scene.start('oneActivity', 'w', ['x']);
      expect(await handle.result()).toBe('x');
      expectSound(await scene.history('w'));
    },
  );
});
