/** A run during one turn: its fields, history, timers and pending things. Knows the keys, not the rules of tasks. */
import { stampBody } from '../codec';
import { parseTaskState, type TaskState } from '../task-state';
import { keyName } from './key-names';
import type { Hash } from './keyspace';
import type { Turn } from './turn';

export class Run {
  readonly runId: string;
  readonly turn: Turn;
  readonly #fields: Hash;

  constructor(turn: Turn, runId: string, fields: Hash) {
    this.turn = turn;
    this.runId = runId;
    this.#fields = fields;
  }

  get(field: string): string | undefined {
    return this.#fields.get(field);
  }

  number(field: string): number {
    return Number(this.#fields.get(field) ?? 0);
  }

  set(field: string, value: string): void {
    this.#fields.set(field, value);
  }

  /** Adds to a number; what is zero is absent. */
  count(field: string, by: number): void {
    const sum = this.number(field) + by;
    if (sum > 0) this.set(field, String(sum));
    else this.unset(field);
  }

  unset(...fields: readonly string[]): void {
    for (const field of fields) this.#fields.delete(field);
  }

  fields(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#fields);
  }

  get workflowId(): string {
    return this.get('id') ?? '';
  }

  get open(): boolean {
    return this.get('status') === 'RUNNING';
  }

  get task(): TaskState | undefined {
    return parseTaskState(this.get('wft'));
  }

  pending(field: string): string | undefined {
    return this.turn.keys.hget(keyName('pending', this.runId), field);
  }

  setPending(field: string, value: string): void {
    this.turn.keys.hset(keyName('pending', this.runId), field, value);
  }

  /** The moment of an event: never before the one of an earlier event. */
  stamp(): number {
    const stampMs = Math.max(this.turn.now, this.number('last'));
    this.set('last', String(stampMs));
    return stampMs;
  }

  get historyLength(): number {
    return this.turn.keys.length(keyName('history', this.runId));
  }

  get historyBytes(): number {
    return this.number('bytes');
  }

  /** A stored event; ids count from 1. */
  entry(eventId: number): string | undefined {
    return this.turn.keys.list(keyName('history', this.runId))?.at(eventId - 1);
  }

  /** Stored events from..to, inclusive. */
  entries(from: number, to?: number): string[] {
    return this.turn.keys.list(keyName('history', this.runId))?.slice(from - 1, to) ?? [];
  }

  append(body: string): void {
    this.appendEntry(stampBody(this.stamp(), body));
  }

  appendEntry(entry: string): void {
    this.turn.keys.push(keyName('history', this.runId), entry);
    this.set('bytes', String(this.historyBytes + Buffer.byteLength(entry)));
  }

  arm(name: string, delayMs: number): void {
    this.turn.keys.zadd(keyName('timers', this.runId), name, this.turn.now + delayMs);
    this.turn.retime(this.runId);
  }

  disarm(name: string): void {
    this.turn.keys.zrem(keyName('timers', this.runId), name);
    this.turn.retime(this.runId);
  }

  timer(name: string): number | undefined {
    return this.turn.keys.zset(keyName('timers', this.runId))?.score(name);
  }
}
