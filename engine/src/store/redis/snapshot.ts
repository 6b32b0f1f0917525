/** The content of a shard, for tests that compare stores. Reads one key at a time; never used on a hot path. */
import { KEYS } from '../../keys';

/** What a snapshot needs of a client. */
export interface SnapshotClient {
  /** Every key that begins with the prefix. */
  keysWith(prefix: string): Promise<readonly string[]>;
  type(key: string): Promise<string>;
  get(key: string): Promise<string | null>;
  hgetall(key: string): Promise<Record<string, string>>;
  lrange(key: string, from: number, to: number): Promise<string[]>;
  zrange(key: string, from: number, to: number, scores: 'WITHSCORES'): Promise<string[]>;
}

/** Only of this store: other stores wait without a key. */
const WAKE = KEYS.wake.key.replace(/<.*/, '');

/** Keys without the prefix; hash: object, list: array, sorted set: object of scores, string: its value. */
export async function snapshotShard(client: SnapshotClient, prefix: string): Promise<Record<string, unknown>> {
  const keys = (await client.keysWith(prefix)).filter((key) => !key.startsWith(prefix + WAKE)).sort();
  const contents = await Promise.all(keys.map((key) => readKey(client, key)));
  return Object.fromEntries(keys.map((key, index) => [key.slice(prefix.length), contents[index]]));
}

async function readKey(client: SnapshotClient, key: string): Promise<unknown> {
  const readers: Record<string, () => Promise<unknown>> = {
    hash: () => client.hgetall(key),
    list: () => client.lrange(key, 0, -1),
    string: () => client.get(key),
    zset: async () => scores(await client.zrange(key, 0, -1, 'WITHSCORES')),
  };
  return readers[await client.type(key)]?.();
}

function scores(flat: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (let i = 0; i < flat.length; i += 2) found[flat[i] as string] = Number(flat[i + 1]);
  return found;
}
