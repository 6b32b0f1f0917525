import { type RedisServer, startRedis } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { count, expectSound } from './support/check-history';
import { test } from './support/test';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis({ aof: true });
});
afterAll(() => redis.stop());

describe('everything is restarted', () => {
  test(
    'invariant 3: a workflow sleeps across the end of client, worker and Redis, and wakes once, not too early',
    () => redis,
    async (scene) => {
      const client = await scene.clientProcess('client');
      const worker = await scene.worker('worker');
      const started = await client.call({ do: 'start', workflowType: 'sleeper', workflowId: 'w', args: [3_000] });
      expect(started.error).toBeUndefined();
      await scene.eventually('w', 'TimerStarted');
      await Promise.all([client.kill(), worker.kill()]);
      await redis.restart({ signal: 'SIGKILL' });

      await scene.worker('another');
      const later = await scene.clientProcess('later');
      const { value } = await later.call({ do: 'result', workflowId: 'w' });
      expect(value).toBeGreaterThanOrEqual(3_000);
      const history = await scene.history('w');
      expectSound(history);
      expect(count(history, 'TimerFired')).toBe(1);
    },
  );

  test(
    'invariant 5: a client is killed right after its start has returned, and the workflow goes on',
    () => redis,
    async (scene) => {
      const client = await scene.clientProcess('client');
      const call = { do: 'start', workflowType: 'oneActivity', workflowId: 'w', args: ['x'] } as const;
      const { value: runId } = await client.call(call);
      await client.kill();
      await redis.restart({ signal: 'SIGKILL' });
      await scene.worker('worker');
      const handle = scene.client.workflow.getHandle('w');
      expect(await handle.result()).toBe('x');
      expect((await handle.describe()).runId).toBe(runId);
      expectSound(await scene.history('w'));
    },
  );
});
