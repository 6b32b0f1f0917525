/** Keys that are spelled outside scripts: those the waiting connections listen to, and the namespace's own. */
import { KEYS, shardPrefix } from '../../keys';
import type { QueueName } from '../contract';
import { namespaceTag } from './tags';

/** Behind the shard's prefix. */
export function bellList({ kind, taskQueue }: QueueName): string {
  return KEYS.bell.key.replace('<kind>', kind).replace('<taskQueue>', () => taskQueue);
}

/** Behind the shard's prefix. */
export function wakeList(connection: string): string {
  return KEYS.wake.key.replace('<connection>', connection);
}

export const LOOP_BELL = KEYS.loopBell.key;
export const LOOP_FREE = KEYS.loopFree.key;

export function metaKey(prefix: string, namespace: string): string {
  return `${shardPrefix({ tag: namespaceTag(prefix, namespace) })}${KEYS.meta.key}`;
}
