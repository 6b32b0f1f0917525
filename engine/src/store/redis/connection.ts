/** Owns the connections to one Redis, for any number of namespaces. */
import { type Cluster, type Redis } from 'ioredis';
import type { Store } from '../contract';
import { checkNamespace, type RedisConnectionOptions, type ResolvedConnectionOptions, resolveOptions } from './options';
import { findFault, PROBE, scriptFault } from './check-server';
import { type Client, createClient, type Purpose } from './clients';
import { connectClient, connectError } from './connect';
import { StoreClosedError } from './errors';
import { RedisInbox } from './inbox';
import { metaKey } from './keys-of-shard';
import { agreeOnShards } from './meta';
import { PersistentCalls } from './persistent-calls';
import { ScriptRunner } from './script-runner';
import { Shard } from './shard';
import type { SnapshotClient } from './snapshot';
import { RedisStore } from './store';
import { shardTags } from './tags';
import { type ResolvedTarget, resolveTarget } from './target';

export interface RedisConnection {
  /** Where it points to, without credentials. */
  readonly address: string;
  /** Connects and checks the server, once. */
  ensureConnected(): Promise<void>;
  /** A store of its own for each call; `shards` as in RedisStoreOptions. */
  store(namespace: string, shards?: number): Promise<Store>;
  /** Closes every store and what it opened; a client that was given stays open. */
  close(): Promise<void>;
}

export function openRedis(options: RedisConnectionOptions = {}): RedisConnection {
  const resolved = resolveOptions(options);
  return new Connection(resolved, resolveTarget(resolved.redis));
}

class Connection implements RedisConnection {
  readonly address: string;
  readonly #options: ResolvedConnectionOptions;
  readonly #target: ResolvedTarget;
  readonly #opened = new Set<Client>();
  readonly #stores = new Set<Store>();
  readonly #calls: PersistentCalls;
  #commands: Promise<Client> | undefined;
  #closed = false;

  constructor(options: ResolvedConnectionOptions, target: ResolvedTarget) {
    this.#options = options;
    this.#target = target;
    this.address = target.address;
    this.#calls = new PersistentCalls(target.address, options.commandDeadlineMs);
  }

  async ensureConnected(): Promise<void> {
    await this.#connected();
  }

  async store(namespace: string, shards?: number): Promise<Store> {
    checkNamespace(namespace, shards);
    const commands = await this.#connected();
    const { prefix } = this.#options;
    const count = await agreeOnShards(commands, { prefix, namespace, shards });
    const inboxClient = this.#open('inbox');
    const inbox = new RedisInbox(inboxClient, prefix);
    await this.#prepare(inboxClient, () => inbox.open());
    const mine = new Set<Client>([inboxClient]);
    const scripts = new ScriptRunner(commands);
    const shardList = shardTags(prefix, namespace, count).map((tag) => this.#shard(tag, scripts, mine));
    const close = async (): Promise<void> => {
      this.#stores.delete(store);
      for (const shard of shardList) shard.close();
      for (const client of mine) this.#drop(client);
    };
    const store = new RedisStore({
      namespace,
      shards: shardList,
      inbox,
      read: snapshotClient(commands),
      events: inbox,
      command: ([name = '', ...args]) => this.#calls.run(() => (commands as unknown as Redis).call(name, ...args)),
      close,
    });
    this.#stores.add(store);
    return store;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#calls.close();
    await Promise.all([...this.#stores].map((store) => store.close()));
    for (const client of [...this.#opened]) this.#drop(client);
  }

  #shard(tag: string, scripts: ScriptRunner, mine: Set<Client>): Shard {
    const openWaiting = (): Client => {
      const client = this.#open('waiting');
      mine.add(client);
      return client;
    };
    return new Shard({ tag, scripts, calls: this.#calls, openWaiting });
  }

  #connected(): Promise<Client> {
    if (this.#closed) return Promise.reject(new StoreClosedError());
    this.#commands ??= this.#connect().catch((error: unknown) => {
      this.#commands = undefined;
      throw error;
    });
    return this.#commands;
  }

  async #connect(): Promise<Client> {
    const given = this.#target.kind === 'given';
    const client = given ? (this.#target.client as unknown as Client) : this.#open('commands');
    await this.#prepare(client, () => this.#check(client));
    return client;
  }

  /** Connects a client and does what it needs first. What we opened and cannot use is closed. */
  async #prepare(client: Client, first: () => Promise<void>): Promise<void> {
    try {
      await connectClient(client, this.address, this.#options.connectTimeoutMs);
      await first();
    } catch (error) {
      if (this.#opened.has(client)) this.#drop(client);
      throw error;
    }
  }

  async #check(client: Client): Promise<void> {
    const { address } = this;
    const check = { address, allowEviction: this.#options.allowEviction, cluster: client.isCluster };
    for (const node of nodesOf(client)) {
      const info = await node.info().catch((error: Error) => this.#withoutInfo(error));
      const fault = findFault(info, check);
      if (fault) throw fault;
    }
    try {
      await client.eval(PROBE, 1, metaKey(this.#options.prefix, 'probe'));
    } catch (error) {
      throw scriptFault(error, address) ?? connectError(error, address);
    }
  }

  #withoutInfo(error: Error): string {
    if (!/NOPERM|unknown command/i.test(error.message)) {
      throw connectError(error, this.address);
    }
    this.#options.onWarning(
      `Redis at ${this.address} does not let this user call INFO, so its version and eviction policy were not checked: it must be 6.2 or later, with maxmemory-policy noeviction.`,
    );
    return '';
  }

  #open(purpose: Purpose): Client {
    const client = createClient(this.#target, purpose, this.#options.connectTimeoutMs);
    // Errors of a broken connection are not news: calls report them if they last.
    client.on('error', () => {});
    this.#opened.add(client);
    return client;
  }

  #drop(client: Client): void {
    this.#opened.delete(client);
    client.disconnect();
  }
}

interface InfoClient {
  info(): Promise<string>;
}

function nodesOf(client: Client): readonly InfoClient[] {
  return client.isCluster ? (client as unknown as Cluster).nodes('master') : [client as unknown as Redis];
}

function snapshotClient(client: Client): SnapshotClient {
  const redis = client as unknown as Redis;
  const nodes = client.isCluster ? (client as unknown as Cluster).nodes('master') : [redis];
  return {
    keysWith: async (prefix) => (await Promise.all(nodes.map((node) => scan(node, prefix)))).flat(),
    type: (key) => redis.type(key),
    get: (key) => redis.get(key),
    hgetall: (key) => redis.hgetall(key),
    lrange: (key, from, to) => redis.lrange(key, from, to),
    zrange: (key, from, to, withScores) => redis.zrange(key, from, to, withScores),
  };
}

async function scan(node: Redis, prefix: string): Promise<string[]> {
  const pattern = `${prefix.replace(/[\\*?[\]]/g, '\\$&')}*`;
  const found = new Set<string>();
  let cursor = '0';
  do {
    const [next, keys] = await node.scan(cursor, 'MATCH', pattern, 'COUNT', 1_000);
    for (const key of keys) found.add(key);
    cursor = next;
  } while (cursor !== '0');
  return [...found];
}
