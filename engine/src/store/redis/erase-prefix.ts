import { Redis } from 'ioredis';
import { namespaceTag } from './tags';
import { shardPrefix } from '../../keys';

const CHUNK = 500;

/** Deletes every key that was written under this prefix, in all its namespaces. For deployments that were made to be thrown away. */
export async function erasePrefix(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, lazyConnect: true });
  // The call that fails says so.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', patternOf(prefix), 'COUNT', CHUNK);
      if (keys.length > 0) await redis.unlink(...keys);
      cursor = next;
    } while (cursor !== '0');
  } finally {
    redis.disconnect();
  }
}

/** What keys of every namespace begin with. */
function patternOf(prefix: string): string {
  const [start] = shardPrefix({ tag: namespaceTag(prefix, '') }).split('}');
  return `${(start ?? '').replace(/[\\*?[\]]/g, '\\$&')}*`;
}
