import { EngineError } from '../../errors';
import type { Store } from '../contract';
import { Bells } from './bells';
import { type Clock, realClock } from './clock';
import { Inboxes } from './inbox';
import { Keyspace } from './keyspace';
import { type Space, MemoryStore } from './store';
import type { Shard } from './turn';

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

/** An empty server in this process. `clock` defaults to the time of this machine. */
export function createMemoryServer({ clock = realClock }: { readonly clock?: Clock } = {}): MemoryServer {
  const spaces = new Map<string, Space>();
  return {
    clock,
    connect({ namespace, shards }) {
      const space = spaces.get(namespace) ?? createSpace(namespace, shards ?? 1, clock);
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

function createSpace(namespace: string, shards: number, clock: Clock): Space {
  const inboxes = new Inboxes();
  return { namespace, clock, inboxes, shards: Array.from({ length: shards }, () => createShard(clock, inboxes)) };
}

function createShard(clock: Clock, inboxes: Inboxes): Shard {
  const keys = new Keyspace(clock);
  return { keys, clock, inboxes, bells: new Bells(keys, clock) };
}

function otherShards({ namespace, shards }: Space, asked: number): EngineError {
  const message = `Namespace ${namespace} has ${shards.length} shards, not ${asked}: connect with its own number, or with none`;
  return new EngineError('CONFIGURATION', message);
}
