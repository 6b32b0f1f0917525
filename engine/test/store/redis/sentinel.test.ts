/** Invariant 10: a failover behind a Sentinel is a pause. What had been replicated is there, and calls go on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRedis, freshNamespace, type SentinelGroup, startSentinel, waitFor } from '@perdure/testkit';
import { connectRedisStore } from '../../../src/store/redis';
import { start } from './steps';

let group: SentinelGroup;
beforeAll(async () => {
  group = await startSentinel();
}, 60_000);
afterAll(() => group.stop());

describe('behind a Sentinel', () => {
  it('a store finds the master, and its replica after a failover', async () => {
    const { sentinel, masterName } = group;
    const redis = { sentinels: [{ host: sentinel.host, port: sentinel.port }], name: masterName };
    const store = await connectRedisStore({ redis, namespace: freshNamespace('sentinel') });
    try {
      expect((await store.apply(0, start('before'))).outcome).toBe('applied');
      await waitFor(async () => (await replicated(group)) === true, { what: 'the replica to have it' });
      await group.master.kill();
      expect((await store.apply(0, start('after'))).outcome).toBe('applied');
      expect(await store.readRun(0, 'before')).toBeDefined();
      expect(await store.readRun(0, 'after')).toBeDefined();
    } finally {
      await store.close();
    }
  }, 60_000);
});

/** Whether the replica has acknowledged everything the master has written. */
async function replicated({ master }: SentinelGroup): Promise<boolean> {
  const info = await askRedis(master.port, 'INFO replication');
  const written = /master_repl_offset:(\d+)/.exec(info)?.[1];
  const acknowledged = /slave0:.*offset=(\d+)/.exec(info)?.[1];
  return written !== undefined && written === acknowledged;
}
