import { freshNamespace, sleep, testRedisUrl } from '@perdure/testkit';
import { connectRedisStore } from '../../src/store/redis';
import type { TestServer } from './suite';

/** A fresh namespace on the Redis of the test run; time is real. */
export async function makeRedisServer(): Promise<TestServer> {
  const namespace = freshNamespace('store');
  return {
    connect: () => connectRedisStore({ redis: testRedisUrl(), namespace }),
    pass: sleep,
    close: async () => undefined,
  };
}
