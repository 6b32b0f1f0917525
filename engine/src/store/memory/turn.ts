/**
 * One uninterrupted piece of work on a shard: what a Lua script is for the Redis store. Synchronous from its creation
 * to `end`, so nothing else sees its middle (invariant 1).
 *
 * Owns: the moment it speaks of, the runs it has touched, notifications and due times that follow at its end.
 */
import type { Bells } from './bells';
import { LOOP_BELL } from './bells';
import type { Inboxes, Notification } from './inbox';
import { keyName } from './key-names';
import type { Keyspace } from './keyspace';
import { Run } from './run';
import type { Clock } from './clock';

/** What a memory server keeps for one shard. */
export interface Shard {
  readonly keys: Keyspace;
  readonly bells: Bells;
  readonly inboxes: Inboxes;
  readonly clock: Clock;
  readonly observer?: Observer;
}

/** Is told of all that happens on a server: whoever skips its time has to know when nothing does. */
export interface Observer {
  shardOpened(shard: Shard): void;
  /** `runs`: those that the turn looked at or changed. */
  turnEnded(shard: Shard, runs: Iterable<Run>): void;
}

export class Turn {
  readonly now: number;
  readonly keys: Keyspace;
  readonly #shard: Shard;
  readonly #runs = new Map<string, Run>();
  readonly #retimed = new Set<string>();
  readonly #notifications: Notification[] = [];
  #rang = false;

  constructor(shard: Shard) {
    this.#shard = shard;
    this.keys = shard.keys;
    this.now = shard.clock.now();
  }

  run(runId: string): Run | undefined {
    const known = this.#runs.get(runId);
    if (known) return known;
    const fields = this.keys.hash(keyName('run', runId));
    if (!fields) return undefined;
    const run = new Run(this, runId, fields);
    this.#runs.set(runId, run);
    return run;
  }

  ring(bellKey: string): void {
    this.#shard.bells.ring(bellKey);
    this.#rang = true;
  }

  publish(notification: Notification): void {
    this.#notifications.push(notification);
  }

  /** The timers of this run were touched: its place in `due` is set at the end. */
  retime(runId: string): void {
    this.#retimed.add(runId);
  }

  end(): void {
    for (const runId of this.#retimed) this.#setDue(runId);
    for (const notification of this.#notifications) this.#shard.inboxes.publish(notification);
    if (this.#rang) this.#shard.bells.serve();
    this.#shard.observer?.turnEnded(this.#shard, this.#runs.values());
  }

  #setDue(runId: string): void {
    const earliest = this.keys.zset(keyName('timers', runId))?.first()?.score;
    if (earliest === undefined) return this.keys.zrem(keyName('due'), runId);
    this.keys.zadd(keyName('due'), runId, earliest);
    const until = this.keys.text(keyName('loopUntil'));
    if (until === undefined || earliest < Number(until)) this.ring(LOOP_BELL);
  }
}
