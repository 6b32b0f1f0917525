import { startRedis } from '../testkit/src';

/** One Redis for the whole run, unless PERDURE_TEST_REDIS_URL names one already. Its URL reaches the tests by that variable. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['PERDURE_TEST_REDIS_URL']) return undefined;
  const redis = await startRedis();
  process.env['PERDURE_TEST_REDIS_URL'] = redis.url;
  return () => redis.stop();
}
