import { freshNamespace, sleep, testRedisUrl } from '@perdure/testkit';
import { connectRedisStore, type RedisStoreOptions } from '../../../src/store/redis';
import type { TestServer } from '../suite';

/** A fresh namespace on the Redis of the test run (or of `options`), in real time. */
export async function makeRedisServer(options: RedisStoreOptions = {}): Promise<TestServer> {
  const namespace = freshNamespace();
  return {
    connect: () => connectRedisStore({ redis: testRedisUrl(), namespace, ...options }),
    pass: (ms) => sleep(ms),
    close: async () => undefined,
  };
}
