/**
 * The keys of one shard, with the types and the habits of Redis: what is empty does not exist, what has expired is
 * gone when it is looked at.
 */
import { invariant } from '../../invariant';
import type { Clock } from './clock';
import { List } from './list';
import { SortedSet } from './sorted-set';

export type Hash = Map<string, string>;
type Value = Hash | List | SortedSet | string;

interface Entry {
  readonly value: Value;
  expiresMs: number;
}

export class Keyspace {
  /** What expiry is measured by. */
  readonly now: () => number;
  readonly #entries = new Map<string, Entry>();
  /** Keys that may expire, so that `purge` need not look at all. */
  readonly #mortal = new Set<string>();

  constructor(clock: Clock) {
    this.now = () => clock.processNow?.() ?? clock.now();
  }

  hash(key: string): Hash | undefined {
    const value = this.#get(key)?.value;
    invariant(value === undefined || value instanceof Map, `${key} is a hash`);
    return value;
  }

  list(key: string): List | undefined {
    const value = this.#get(key)?.value;
    invariant(value === undefined || value instanceof List, `${key} is a list`);
    return value;
  }

  zset(key: string): SortedSet | undefined {
    const value = this.#get(key)?.value;
    invariant(value === undefined || value instanceof SortedSet, `${key} is a sorted set`);
    return value;
  }

  text(key: string): string | undefined {
    const value = this.#get(key)?.value;
    invariant(value === undefined || typeof value === 'string', `${key} is a string`);
    return value;
  }

  hget(key: string, field: string): string | undefined {
    return this.hash(key)?.get(field);
  }

  hset(key: string, field: string, value: string): void {
    (this.hash(key) ?? this.#add(key, new Map<string, string>())).set(field, value);
  }

  hdel(key: string, field: string): void {
    const hash = this.hash(key);
    hash?.delete(field);
    if (hash?.size === 0) this.delete(key);
  }

  fields(key: string): Readonly<Record<string, string>> {
    return Object.fromEntries(this.hash(key) ?? []);
  }

  length(key: string): number {
    return this.list(key)?.length ?? 0;
  }

  items(key: string): string[] {
    return this.list(key)?.slice() ?? [];
  }

  push(key: string, ...items: readonly string[]): void {
    if (items.length > 0) (this.list(key) ?? this.#add(key, new List())).push(...items);
  }

  unshift(key: string, item: string): void {
    (this.list(key) ?? this.#add(key, new List())).unshift(item);
  }

  shift(key: string): string | undefined {
    const list = this.list(key);
    const item = list?.shift();
    if (list?.length === 0) this.delete(key);
    return item;
  }

  /** Keeps the wanted items of a list. */
  filter(key: string, wanted: (item: string) => boolean): void {
    const list = this.list(key);
    list?.keep(wanted);
    if (list?.length === 0) this.delete(key);
  }

  zadd(key: string, member: string, score: number): void {
    (this.zset(key) ?? this.#add(key, new SortedSet())).set(member, score);
  }

  zrem(key: string, member: string): void {
    const set = this.zset(key);
    set?.delete(member);
    if (set?.size === 0) this.delete(key);
  }

  setText(key: string, value: string, ttlMs = Infinity): void {
    this.#entries.set(key, { value, expiresMs: this.now() + ttlMs });
    if (ttlMs !== Infinity) this.#mortal.add(key);
  }

  expireIn(key: string, ttlMs: number): void {
    const entry = this.#get(key);
    if (!entry) return;
    entry.expiresMs = this.now() + ttlMs;
    this.#mortal.add(key);
  }

  /** When the key expires; undefined: never, or it does not exist. */
  expiresMs(key: string): number | undefined {
    const at = this.#get(key)?.expiresMs;
    return at === Infinity ? undefined : at;
  }

  has(key: string): boolean {
    return this.#get(key) !== undefined;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.has(key));
  }

  /** Forgets what has expired and was not looked at since. */
  purge(): void {
    for (const key of this.#mortal) if (!this.has(key)) this.#mortal.delete(key);
  }

  /** What a snapshot shows of a key. */
  content(key: string): unknown {
    const value = this.#get(key)?.value;
    if (value instanceof Map) return Object.fromEntries(value);
    if (value instanceof List) return value.slice();
    if (value instanceof SortedSet) return value.toRecord();
    return value;
  }

  #get(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (!entry || entry.expiresMs === Infinity || entry.expiresMs > this.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  #add<V extends Value>(key: string, value: V): V {
    this.#entries.set(key, { value, expiresMs: Infinity });
    return value;
  }
}
