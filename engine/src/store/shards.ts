/** Which shard a workflow id lives in, for both stores. */

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * FNV-1a over the UTF-8 text of namespace, a zero byte and workflow id, finished by murmur's mixer so that ids that
 * differ in their last digits spread evenly. Never changes: it decides where runs are found.
 */
export function shardOf(namespace: string, workflowId: string, shards: number): number {
  if (shards === 1) return 0;
  let hash = FNV_OFFSET;
  for (const byte of Buffer.from(`${namespace}\0${workflowId}`, 'utf8')) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return mix(hash) % shards;
}

function mix(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
