/** Who serves task queues, and how fast. */
import { EngineError } from '../errors';
import type { Namespace } from '../namespace/namespace';
import type { Announcement } from '../store/contract';

/** A worker that has said lately that it serves a queue. */
export interface RosterEntry {
  /** Names it: the identity of its polls. */
  readonly worker: string;
  readonly taskQueue: string;
  readonly atMs: number;
  /** What it tells of itself. */
  readonly profile: Readonly<Record<string, unknown>>;
  /** Workflow tasks that wait in its queue. */
  readonly waiting: number;
  /** Milliseconds between two tasks; -1: paused; 0: as fast as they come. */
  readonly throttleMs: number;
}

export interface Throttle {
  /** One queue, or one worker; without either everything in the namespace. */
  readonly taskQueue?: string;
  readonly worker?: string;
  /** Between two tasks of a queue, or of a worker; 0 ends the throttle, -1 stops tasks until it is changed. */
  readonly ms: number;
}

export interface RosterClient {
  announce(worker: string, taskQueue: string, profile: object, ttlMs: number): Promise<void>;
  /** It serves the queue no more. */
  leave(worker: string): Promise<void>;
  list(): Promise<readonly RosterEntry[]>;
  /** INVALID_ARGUMENT for what is no number of milliseconds. Workers hear of it with their next poll, a second later at most. */
  throttle(throttle: Throttle): Promise<void>;
}

/** A day. */
const MAX_MS = 86_400_000;
/** Workers are noted in one shard. */
const SHARD = 0;

export function createRosterClient({ store }: Namespace): RosterClient {
  const note = (announcement: Announcement): Promise<void> => store.announce(SHARD, announcement);
  return {
    announce: (worker, taskQueue, profile, ttlMs) =>
      note({ worker, profile: JSON.stringify({ taskQueue, profile }), ttlMs }),
    leave: (worker) => note({ worker, profile: '', ttlMs: 0 }),
    list: () => list(store),
    async throttle({ taskQueue, worker, ms }) {
      if (!Number.isInteger(ms) || ms < -1 || ms > MAX_MS) {
        throw new EngineError('INVALID_ARGUMENT', `A throttle is -1 or whole milliseconds up to ${MAX_MS}, not ${ms}`);
      }
      const field = fieldOf(taskQueue, worker);
      // Each shard hands out its share.
      const change = { field, ms: ms > 0 ? ms * store.shards : ms };
      for (let shard = 0; shard < store.shards; shard++) await store.throttle(shard, change);
    },
  };
}

async function list(store: Namespace['store']): Promise<readonly RosterEntry[]> {
  const { workers, throttles } = await store.rollCall(SHARD);
  const entries = workers.map(({ worker, atMs, profile: json }) => {
    const { taskQueue, profile } = JSON.parse(json) as Pick<RosterEntry, 'taskQueue' | 'profile'>;
    return { worker, taskQueue, atMs, profile };
  });
  const queues = [...new Set(entries.map(({ taskQueue }) => taskQueue))];
  const shards = Array.from({ length: store.shards }, (_, shard) => store.queueDepths(shard, queues));
  const depths = await Promise.all(shards);
  return entries.map((entry) => ({
    ...entry,
    waiting: depths.reduce((sum, of) => sum + (of[queues.indexOf(entry.taskQueue)] ?? 0), 0),
    throttleMs: throttleOf(throttles, entry, store.shards),
  }));
}

function throttleOf(
  throttles: Readonly<Record<string, string>>,
  { taskQueue, worker }: Pick<RosterEntry, 'taskQueue' | 'worker'>,
  shards: number,
): number {
  const fields = [fieldOf(), fieldOf(taskQueue), fieldOf(undefined, worker)];
  const all = fields.map((field) => Number(throttles[field] ?? 0));
  return all.includes(-1) ? -1 : Math.max(...all) / shards;
}

function fieldOf(taskQueue?: string, worker?: string): string {
  if (worker !== undefined) return `worker:${JSON.stringify(worker)}`;
  return taskQueue === undefined ? '*' : `queue:${taskQueue}`;
}
