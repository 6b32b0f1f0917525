import { EngineError } from '../../errors';
import type { Store } from '../contract';
import { Bells } from './bells';
import { type Clock, realClock } from './clock';
import { Inboxes } from './inbox';
import { Keyspace } from './keyspace';
import { type Space, MemoryStore } from './store';
import type { Observer, Shard } from './turn';

export interface MemoryConnectOptions {
  readonly namespace: string;
  /** Of a namespace that does not exist yet; default 1. */
  readonly shards?: number;
}

/** What a Redis is to several processes: stores connected to one server see the same executions. */
export interface MemoryServer {
  readonly clock: Clock;
  /** @throws EngineError CONFIGURATION when the namespace has another number of shards. */
  connect(options: MemoryConnectOptions): Store;
}

export interface MemoryServerOptions {
  /** Default: the time of this machine. */
  readonly clock?: Clock;
  readonly observer?: Observer;
  /** Closed runs are never removed. Default false: they go when their retention ends. */
  readonly keepsClosedRuns?: boolean;
}

/** An empty server in this process. */
export function createMemoryServer(options: MemoryServerOptions = {}): MemoryServer {
  const { clock = realClock } = options;
  const spaces = new Map<string, Space>();
  return {
    clock,
    connect({ namespace, shards }) {
      const space = spaces.get(namespace) ?? createSpace(namespace, shards ?? 1, { ...options, clock });
      if (shards !== undefined && shards !== space.shards.length) throw otherShards(space, shards);
      spaces.set(namespace, space);
      return new MemoryStore(space);
    },
  };
}

/** A store on a server of its own. */
export function createMemoryStore(options: MemoryConnectOptions & { readonly clock?: Clock }): Store {
  return createMemoryServer(options).connect(options);
}

type Making = MemoryServerOptions & { readonly clock: Clock };

function createSpace(namespace: string, shards: number, making: Making): Space {
  const inboxes = new Inboxes();
  return {
    namespace,
    clock: making.clock,
    inboxes,
    shards: Array.from({ length: shards }, () => createShard(making, inboxes)),
    keepsClosedRuns: making.keepsClosedRuns ?? false,
  };
}

function createShard({ clock, observer }: Making, inboxes: Inboxes): Shard {
  const keys = new Keyspace(clock);
  const shard = { keys, clock, inboxes, bells: new Bells(keys, clock), observer };
  observer?.shardOpened(shard);
  return shard;
}

function otherShards({ namespace, shards }: Space, asked: number): EngineError {
  const message = `Namespace ${namespace} has ${shards.length} shards, not ${asked}: connect with its own number, or with none`;
  return new EngineError('CONFIGURATION', message);
}
