/**
 * Waiting for things that happen elsewhere: the end of a run, an update's outcome, a query's answer. A notification
 * ends a wait at once; every wait is asked about again every few seconds, so a lost one delays and never hangs.
 *
 * 1. A wait is listening before it asks the store, so nothing falls in between.
 * 2. All waits of a shard are asked about in one call.
 * 3. An expected wait has been registered by another call (a start); what is heard before `until` claims it is kept.
 */
import { EngineError } from '../errors';
import type { CallOptions } from '../client/contract';
import type { Store, WatchReply, WatchRequest } from '../store/contract';
import type { Applier } from './applier';
import { limitWait } from './limit-wait';
import { loopsForLongWait } from './loops-for-long-wait';

const RECHECK_MS = 5_000;
const REGISTRATION_MS = 60_000;

export interface WaitTarget {
  readonly workflowId: string;
  readonly runId: string;
  readonly topic: string;
}

export interface Waits {
  /**
   * Resolves with what `accept` makes of a message, the first time that is not undefined. `gone`: the store knows
   * nothing of it. `what` describes the wait in errors.
   */
  until<T>(
    target: WaitTarget,
    what: string,
    accept: (message: string | undefined, state: WatchReply['state']) => T | undefined,
    options?: CallOptions,
  ): Promise<T>;
  /**
   * Listens before anybody waits, for a topic that the caller is about to register itself. The wait that follows asks
   * the store nothing at first. The returned function forgets it, when nobody will wait.
   */
  readonly expect: (target: WaitTarget) => () => void;
  close(): void;
}

/** How long registrations made for an expected wait live; they are refreshed once somebody waits. */
export const EXPECTED_MS = REGISTRATION_MS;

interface Wait {
  readonly shard: number;
  readonly runId: string;
  readonly topic: string;
  hear(message: string | undefined, state: WatchReply['state']): void;
  fail(error: EngineError): void;
}

interface Registry {
  all(): readonly Wait[];
  add(wait: Wait): void;
  remove(wait: Wait): void;
  readonly expect: (target: WaitTarget) => () => void;
}

/** What has been heard of an expected wait so far. */
interface Expected {
  message: string | undefined;
  readonly untilMs: number;
}

function keyOf({ runId, topic }: Pick<WaitTarget, 'runId' | 'topic'>): string {
  return `${runId}|${topic}`;
}

/** Who listens to what; asks the store about new waits at once, and about all of them every now and then. */
function createRegistry(store: Store): Registry {
  const waits = new Map<string, Set<Wait>>();
  const expected = new Map<string, Expected>();
  const fresh: Wait[] = [];
  let timer: NodeJS.Timeout | undefined;
  let flushing = false;

  const check = async (list: readonly Wait[]): Promise<void> => {
    const byShard = groupByShard(list);
    await Promise.all([...byShard].map(([shard, group]) => checkShard(store, shard, group)));
  };
  const all = (): readonly Wait[] => [...waits.values()].flatMap((set) => [...set]);
  const recheck = (): void => {
    void check(all());
  };
  const flush = (): void => {
    flushing = false;
    void check(fresh.splice(0));
  };
  const ask = (wait: Wait): void => {
    fresh.push(wait);
    if (!flushing) queueMicrotask(flush);
    flushing = true;
  };
  store.inbox.onMessage((runId, topic, message) => {
    const key = keyOf({ runId, topic });
    const early = expected.get(key);
    if (early) early.message = message;
    for (const wait of waits.get(key) ?? []) wait.hear(message, 'done');
  });
  store.inbox.onResubscribe(recheck);

  const add = (wait: Wait): void => {
    const key = keyOf(wait);
    const set = waits.get(key) ?? new Set();
    waits.set(key, set.add(wait));
    const early = expected.get(key);
    expected.delete(key);
    if (early?.message !== undefined) return wait.hear(early.message, 'done');
    if (!early) ask(wait);
    timer ??= setInterval(recheck, RECHECK_MS * (0.9 + Math.random() * 0.2));
  };
  const remove = (wait: Wait): void => {
    const key = keyOf(wait);
    const set = waits.get(key);
    set?.delete(wait);
    if (set?.size === 0) waits.delete(key);
    if (waits.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  const expect = (target: WaitTarget): (() => void) => {
    const key = keyOf(target);
    const now = Date.now();
    for (const [oldest, { untilMs }] of expected) {
      if (untilMs > now) break;
      expected.delete(oldest);
    }
    expected.set(key, { message: undefined, untilMs: now + EXPECTED_MS });
    return () => expected.delete(key);
  };
  return { all, add, remove, expect };
}

export function createWaits(store: Store, applier: Applier, retainLoops: () => () => void): Waits {
  const waits = createRegistry(store);
  let closed = false;
  return {
    until: (target, what, accept, options = {}) =>
      new Promise((resolve, reject) => {
        if (closed) throw connectionClosed();
        const stop = limitWait(options, what, (error) => wait.fail(error));
        const releaseLoops = loopsForLongWait(retainLoops);
        const end = (): void => {
          waits.remove(wait);
          stop();
          releaseLoops();
        };
        const wait: Wait = {
          shard: applier.shardOf(target.workflowId),
          runId: target.runId,
          topic: target.topic,
          hear: (message, state) => {
            const value = accept(message, state);
            if (value === undefined) return;
            end();
            resolve(value);
          },
          fail: (error) => {
            end();
            reject(error);
          },
        };
        if (!stop.stopped) waits.add(wait);
      }),
    expect: waits.expect,
    close: () => {
      closed = true;
      for (const wait of waits.all()) wait.fail(connectionClosed());
    },
  };
}

function connectionClosed(): EngineError {
  return new EngineError('UNAVAILABLE', 'The connection was closed while waiting; the workflow goes on.');
}

/** Failures of a check are left to the next one. */
async function checkShard(store: Store, shard: number, group: readonly Wait[]): Promise<void> {
  const requests = group.map(({ runId, topic }): WatchRequest => ({
    runId,
    topic,
    inbox: store.inbox.id,
    ttlMs: REGISTRATION_MS,
  }));
  try {
    const replies = await store.watch(shard, requests);
    replies.forEach((reply, index) => group[index]?.hear(reply.message, reply.state));
  } catch {
    return;
  }
}

function groupByShard(list: readonly Wait[]): ReadonlyMap<number, readonly Wait[]> {
  const groups = new Map<number, Wait[]>();
  for (const wait of list) {
    const group = groups.get(wait.shard);
    if (group) group.push(wait);
    else groups.set(wait.shard, [wait]);
  }
  return groups;
}
