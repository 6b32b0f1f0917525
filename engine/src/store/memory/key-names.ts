/** Names of keys without the shard's prefix, built from the table in keys.ts. */
import { KEYS, type KeyFamily } from '../../keys';
import type { QueueName } from '../contract';

type OneId = Exclude<KeyFamily, 'queue' | 'bell' | 'polled'>;

function before(family: KeyFamily): string {
  return KEYS[family].key.split('<', 1)[0] ?? '';
}

const PREFIX = Object.fromEntries(
  (Object.keys(KEYS) as KeyFamily[]).map((family) => [family, before(family)]),
) as Record<KeyFamily, string>;

/** The key of a family with one id, or with none. */
export function keyName(family: OneId, id = ''): string {
  return PREFIX[family] + id;
}

export function queueKey(queue: QueueName, priority: number): string {
  return `${PREFIX.queue}${queue.kind}:${priority}:${queue.taskQueue}`;
}

export function bellKey(queue: QueueName): string {
  return `${PREFIX.bell}${queue.kind}:${queue.taskQueue}`;
}

export function polledKey(worker: string, slot: string): string {
  return `${PREFIX.polled}${worker}:${slot}`;
}
