import { type RedisServer, startRedis } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { TASK_QUEUE } from '../src/reports';
import type { Scene } from './support/scene';
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

const options = (id: string, args: readonly unknown[] = []) => ({
  id,
  args: [...args],
  taskQueue: TASK_QUEUE,
  startToCloseTimeout: '3 seconds' as const,
  retry: { initialInterval: '50 milliseconds' as const, backoffCoefficient: 1 },
});

/** Task tokens are the engine's: the id of the run, the place in its history, the attempt. */
function activityIdOf({ token }: { readonly token: string }): string {
  const [workflowId = ''] = JSON.parse(
    Buffer.from(Buffer.from(token, 'base64').toString(), 'base64url').toString(),
  ) as string[];
  return workflowId.replace('__activity:', '');
}

async function attemptOf(scene: Scene, id: string): Promise<number> {
  return (await scene.client.activity.getHandle(id).describe()).attempt;
}

describe.concurrent('standalone activities', () => {
  test(
    'invariant 3: the worker is killed while one runs; its timeout moves it on, once',
    () => redis,
    async (scene) => {
      const first = await scene.worker('first');
      const given = { ...options('a'), heartbeatTimeout: '1 second' as const };
      const handle = await scene.client.activity.start('firstAttemptHangs', given);
      await scene.until('the first attempt to be heard of', async () => (await handle.describe()).lastHeartbeatTime);
      await first.kill();
      const second = await scene.worker('second');
      expect(await handle.result()).toBe('attempt 2, the last one was alive');
      expect(second.of('activity').map(({ attempt }) => attempt)).toEqual([2]);
    },
  );

  test(
    'invariants 3 and 4: the worker is killed in the middle of many; none is lost, none ends twice',
    () => redis,
    async (scene) => {
      const first = await scene.worker('first');
      const ids = Array.from({ length: 60 }, (_, index) => `many-${index}`);
      const { activity } = scene.client;
      const handles = await Promise.all(ids.map((id) => activity.start('slow', options(id, [id]))));
      const results = Promise.all(handles.map((handle) => handle.result()));
      await scene.until('some to run', () => first.of('activity').length >= 10);
      await first.kill();
      const second = await scene.worker('second');
      expect(await results).toEqual(ids);
      const ended = await Promise.all(handles.map((handle) => handle.describe()));
      const byFirst = ended.filter(({ lastWorkerIdentity }) => lastWorkerIdentity === 'first');
      const again = new Set(second.of('activity').map(activityIdOf));
      expect(byFirst.filter(({ activityId }) => again.has(activityId))).toEqual([]);
      // An attempt is run by one worker, once.
      const tokens = [...first.of('activity'), ...second.of('activity')].map(({ token }) => token);
      expect(new Set(tokens).size).toBe(tokens.length);
    },
  );
});

describe.concurrent.each(LOSSES)('of a standalone activity a reply is lost: %s, %s', (loss) => {
  test(
    'invariant 5: a start gives one run, and its caller learns which',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const client = await scene.clientProcess('client', proxy);
      const lost = proxy.lose(loss, '"ActivityTaskScheduled"');
      const started = client.call({ do: 'startActivity', activityType: 'echo', ...options('a', ['x']) });
      await lost;
      const { value: runId, error } = await started;
      expect(error).toBeUndefined();
      const worker = await scene.worker('worker');
      const handle = scene.client.activity.getHandle('a');
      expect(await handle.result()).toBe('x');
      expect((await handle.describe()).activityRunId).toBe(runId);
      expect(worker.of('activity')).toHaveLength(1);
    },
  );

  test(
    'invariant 10: a completion is repeated and applied once',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const worker = await scene.worker('worker', proxy);
      const lost = proxy.lose(loss, '"ActivityTaskCompleted"');
      const handle = await scene.client.activity.start('echo', options('a', ['x']));
      await lost;
      expect(await handle.result()).toBe('x');
      expect(worker.of('activity')).toHaveLength(1);
      expect(await attemptOf(scene, 'a')).toBe(1);
    },
  );

  test(
    'invariant 10: the report of a failed attempt is repeated and counts once',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const worker = await scene.worker('worker', proxy);
      const lost = proxy.lose(loss, 'backoff 2');
      const handle = await scene.client.activity.start('failsOnce', options('a'));
      await lost;
      expect(await handle.result()).toBe('attempt 2');
      expect(worker.of('activity').map(({ attempt }) => attempt)).toEqual([1, 2]);
    },
  );
});
