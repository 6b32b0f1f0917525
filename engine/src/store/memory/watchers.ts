/** Inboxes that registered for something of a run: members `<topic> <inbox>` of `n:<runId>`, by expiry. */
import { keyName } from './key-names';
import type { Run } from './run';

export function register(run: Run, topic: string, inbox: string, ttlMs: number): void {
  const { keys } = run.turn;
  const now = keys.now();
  const key = keyName('watchers', run.runId);
  dropExpired(run);
  keys.zadd(key, `${topic} ${inbox}`, now + ttlMs);
  keys.expireIn(key, (keys.zset(key)?.last()?.score ?? now) - now);
}

export function unregister(run: Run, topic: string, inbox: string): void {
  run.turn.keys.zrem(keyName('watchers', run.runId), `${topic} ${inbox}`);
}

/** Publishes to each registered inbox what `messageOf` says of its topic. */
export function notifyWatchers(run: Run, messageOf: (topic: string) => string | undefined): void {
  dropExpired(run);
  for (const member of run.turn.keys.zset(keyName('watchers', run.runId))?.members() ?? []) {
    const space = member.lastIndexOf(' ');
    const topic = member.slice(0, space);
    const message = messageOf(topic);
    if (message === undefined) continue;
    run.turn.publish({ inbox: member.slice(space + 1), runId: run.runId, topic, message });
  }
}

function dropExpired(run: Run): void {
  const { keys } = run.turn;
  const key = keyName('watchers', run.runId);
  for (const member of keys.zset(key)?.upTo(keys.now()) ?? []) keys.zrem(key, member);
}
