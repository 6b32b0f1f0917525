import type { Store } from '../contract';
import { openRedis } from './connection';
import type { RedisStoreOptions } from './options';

export { openRedis } from './connection';
export { describeRedis } from './target';
export type { RedisStoreOptions, RedisSource } from './options';
export {
  RedisAuthenticationError,
  RedisClusterModeError,
  RedisEvictionError,
  RedisOptionsError,
  RedisScriptsError,
  RedisUnreachableError,
  RedisVersionError,
  StoreClosedError,
  StoreFormatError,
  StoreShardsError,
  StoreUnavailableError,
} from './errors';

/**
 * Connects to Redis, checks the server, and opens one namespace. `close` of the store closes the connection.
 *
 * @throws a RedisConfigurationError that names what to set differently, or a RedisUnreachableError.
 */
export async function connectRedisStore(options: RedisStoreOptions = {}): Promise<Store> {
  const { namespace = 'default', shards, ...connection } = options;
  const redis = openRedis(connection);
  try {
    const store = await redis.store(namespace, shards);
    const closeStore = store.close.bind(store);
    store.close = async () => {
      await closeStore();
      await redis.close();
    };
    return store;
  } catch (error) {
    await redis.close();
    throw error;
  }
}
