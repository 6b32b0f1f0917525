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

  test(
    'invariant 5: a start whose reply is lost begins no second run after the first has ended',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const client = await scene.clientProcess('client', proxy);
      await scene.worker('worker');
      const lost = proxy.lose(loss, '"WorkflowExecutionStarted"');
      const started = client.call({ do: 'start', workflowType: 'oneActivity', workflowId: 'w', args: ['x'] });
      await lost;
      const handle = scene.client.workflow.getHandle('w');
      expect(await handle.result()).toBe('x');
      const { value: runId, error } = await started;
      expect(error).toBeUndefined();
      expect((await handle.describe()).runId).toBe(runId);
    },
  );

  test(
    'invariant 10: a signal with start whose reply is lost starts once and signals once',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const client = await scene.clientProcess('client', proxy);
      await scene.worker('worker');
      const lost = proxy.lose(loss, '"WorkflowExecutionSignaled"');
      const sent = client.call({ do: 'signalWithStart', workflowId: 'w', sender: 'a' });
      await lost;
      const { value: runId, error } = await sent;
      expect(error).toBeUndefined();
      const handle = scene.client.workflow.getHandle('w');
      await handle.signal('finish');
      expect(await handle.result()).toEqual(['a:0']);
      expect((await handle.describe()).runId).toBe(runId);
    },
  );

  test(
    'invariant 10: an update whose reply is lost is carried out once',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const client = await scene.clientProcess('client', proxy);
      await scene.worker('worker');
      const handle = await scene.start('appended', 'w');
      await scene.eventually('w', 'WorkflowTaskCompleted');
      const lost = proxy.lose(loss, '"append"');
      const updated = client.call({ do: 'update', workflowId: 'w', value: 'x' });
      await lost;
      expect((await updated).value).toBe(1);
      await handle.signal('finish');
      expect(await handle.result()).toEqual(['x']);
      expectSound(await scene.history('w'));
    },
  );

  test(
    'invariant 10: the end of a run is repeated and applied once',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      await scene.worker('worker', proxy);
      const lost = proxy.lose(loss, '"WorkflowExecutionCompleted"');
      const handle = await scene.start('oneActivity', 'w', ['x']);
      await lost;
      expect(await handle.result()).toBe('x');
      expectSound(await scene.history('w'));
      // The worker that never heard of the end serves on.
      expect(await (await scene.start('oneActivity', 'later', ['y'])).result()).toBe('y');
    },
  );

  test(
    'invariant 6: a run that continues as new has one successor',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      await scene.worker('worker', proxy);
      const lost = proxy.lose(loss, '"WorkflowExecutionContinuedAsNew"');
      const handle = await scene.start('countdown', 'w', [2]);
      await lost;
      expect(await handle.result()).toBe('done');
      expectSound(await scene.history('w', handle.firstExecutionRunId), 'WorkflowExecutionContinuedAsNew');
      expectSound(await scene.history('w'));
    },
  );

  test(
    'invariant 10: tasks that were handed out come again with the repeated poll',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const handle = await scene.start('oneActivity', 'w', ['x']);
      const lost = proxy.lose(loss, 'sticky/');
      await scene.worker('worker', proxy);
      await lost;
      expect(await handle.result()).toBe('x');
      const history = await scene.history('w');
      expectSound(history);
      expect(count(history, 'WorkflowTaskTimedOut')).toBe(0);
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
