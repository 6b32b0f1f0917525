import { Cluster, Redis } from 'ioredis';
import { shardPrefix } from '../../keys';
import { namespaceTag } from './tags';
import { resolveTarget } from './target';

const CHUNK = 500;

/**
 * Deletes every key that was written under this prefix, in all its namespaces or in one of them, and says how many. For
 * what was made to be thrown away. Looks through the keys with SCAN, on each master of a cluster.
 */
export async function erasePrefix(address: string, prefix: string, namespace?: string): Promise<number> {
  const client = open(address);
  // The call that fails says so.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const servers = client instanceof Cluster ? client.nodes('master') : [client];
    let erased = 0;
    for (const server of servers) erased += await eraseOn(server, patternOf(prefix, namespace));
    return erased;
  } finally {
    client.disconnect();
  }
}

function open(address: string): Redis | Cluster {
  const target = resolveTarget(address);
  if (target.kind === 'cluster') {
    return new Cluster([...target.nodes], { ...target.options, lazyConnect: true, clusterRetryStrategy: () => null });
  }
  const options = target.kind === 'single' ? target.options : {};
  return new Redis({ ...options, maxRetriesPerRequest: 1, lazyConnect: true });
}

async function eraseOn(server: Redis, pattern: string): Promise<number> {
  let cursor = '0';
  let erased = 0;
  do {
    const [next, keys] = await server.scan(cursor, 'MATCH', pattern, 'COUNT', CHUNK);
    // One by one: on a cluster, keys of one command have to be of one slot.
    const replies = await server.pipeline(keys.map((key) => ['unlink', key])).exec();
    for (const [error, count] of replies ?? []) {
      if (error) throw error;
      erased += Number(count);
    }
    cursor = next;
  } while (cursor !== '0');
  return erased;
}

/** What the keys begin with: a tag that goes on with a shard, or, without a namespace, with the name of one. */
function patternOf(prefix: string, namespace: string | undefined): string {
  const [start = ''] = shardPrefix({ tag: namespaceTag(prefix, namespace ?? '') }).split('}');
  return `${start.replace(/[\\*?[\]]/g, '\\$&')}${namespace === undefined ? '' : '[}/]'}*`;
}
