/** Throttles and the roster of workers, as throttle.lua and roll_call.lua have them. */
import type { Announcement, RollCall, ThrottleChange } from '../contract';
import { LIMITS, PRIORITIES } from '../limits';
import { keyName, queueKey } from './key-names';
import type { Turn } from './turn';

/** How long a poll has to wait (0: not at all), and whether it may take one task only. */
export function throttled({ keys, now }: Turn, queue: string, identity: string): { waitMs: number; isOne: boolean } {
  const set = keys.hash(keyName('throttle'));
  if (!set) return { waitMs: 0, isOne: false };
  const number = (field: string): number => Number(set.get(field) ?? 0);
  const worker = JSON.stringify(identity);
  const all = [number('*'), number(`queue:${queue}`), number(`worker:${worker}`)] as const;
  if (all.includes(-1)) return { waitMs: LIMITS.pausedMs, isOne: false };
  const left = (everyMs: number, at: string): number => (everyMs > 0 && set.has(at) ? everyMs - (now - number(at)) : 0);
  const every = Math.max(all[0], all[1]);
  const waitMs = Math.max(0, Math.ceil(left(every, `at:${queue}`)), Math.ceil(left(all[2], `at:${worker}`)));
  return { waitMs, isOne: every > 0 || all[2] > 0 };
}

/** A task was taken. */
export function noteTaken({ keys, now }: Turn, queue: string, identity: string): void {
  for (const of of [queue, JSON.stringify(identity)]) keys.hset(keyName('throttle'), `at:${of}`, String(now));
}

export function throttle({ keys }: Turn, { field, ms }: ThrottleChange): void {
  const key = keyName('throttle');
  if (ms !== 0) return keys.hset(key, field, String(ms));
  keys.hdel(key, field);
  const left = [...(keys.hash(key)?.keys() ?? [])];
  if (left.every((name) => name.startsWith('at:'))) keys.delete(key);
}

export function announce({ keys, now }: Turn, { worker, profile, ttlMs }: Announcement): void {
  const key = keyName('roster');
  if (profile === '') return keys.hdel(key, worker);
  keys.hset(key, worker, `${now + ttlMs}|${now}|${profile}`);
  keys.expireIn(key, 10 * ttlMs);
}

export function rollCall({ keys, now }: Turn): RollCall {
  const key = keyName('roster');
  const workers = Object.entries(keys.fields(key)).flatMap(([worker, note]) => {
    const [, untilMs = '', at = '', profile = ''] = /^(\d+)\|(\d+)\|(.*)$/s.exec(note) ?? [];
    if (Number(untilMs) > now) return [{ worker, atMs: Number(at), profile }];
    keys.hdel(key, worker);
    return [];
  });
  return { workers, throttles: keys.fields(keyName('throttle')) };
}

export function queueDepths({ keys }: Turn, queues: readonly string[]): number[] {
  return queues.map((taskQueue) =>
    PRIORITIES.reduce((sum, priority) => sum + keys.length(queueKey({ kind: 'workflow', taskQueue }, priority)), 0),
  );
}
