/** Hash tags: where the keys of a namespace live on Redis Cluster. */
import { invariant } from '../../invariant';

const SLOTS = 16_384;
const POLYNOMIAL = 0x1021;
/** A range has at least one slot of 16,384: a salt is found after a few tries for each shard, 100,000 never happens. */
const MAX_TRIES = 100_000;

/** Tag of what belongs to the namespace as a whole. */
export function namespaceTag(prefix: string, namespace: string): string {
  return `${prefix}/${namespace}`;
}

/** Tags of the shards: the i-th falls in the i-th of so many equal slot ranges, so shards spread over equal masters. */
export function shardTags(prefix: string, namespace: string, shards: number): string[] {
  return Array.from({ length: shards }, (_, shard) => tagInRange(namespaceTag(prefix, namespace), shard, shards));
}

function tagInRange(start: string, shard: number, shards: number): string {
  for (let salt = 0; salt < MAX_TRIES; salt++) {
    const tag = salt === 0 ? `${start}/${shard}` : `${start}/${shard}.${salt}`;
    if (Math.floor((slotOf(tag) * shards) / SLOTS) === shard) return tag;
  }
  invariant(false, `a salt puts shard ${shard} of ${shards} into its slot range`);
}

/** The slot of a tag: CRC16 (XMODEM) of its UTF-8 text. */
export function slotOf(tag: string): number {
  let crc = 0;
  for (const byte of Buffer.from(tag, 'utf8')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
  }
  return (crc & 0xffff) % SLOTS;
}
