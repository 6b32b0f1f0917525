/** One shard of a namespace: its prefix, its scripts, and its waiting connection, opened when first needed. */
import { randomBytes } from 'node:crypto';
import { shardPrefix } from '../../keys';
import type { BellRequest } from '../contract';
import type { Client } from './clients';
import { bellList, LOOP_BELL, LOOP_FREE, wakeList } from './keys-of-shard';
import type { PersistentCalls } from './persistent-calls';
import type { ScriptRunner } from './script-runner';
import type { Arg, ScriptArgs, ScriptCall, ScriptName } from './scripts';
import { Waiting } from './waiting';

/** Longer than an interrupted wait needs to notice. */
const WAKE_TTL_MS = 60_000;

export interface ShardParts {
  readonly tag: string;
  readonly scripts: ScriptRunner;
  readonly calls: PersistentCalls;
  readonly openWaiting: () => Client;
}

export class Shard {
  readonly prefix: string;
  readonly #parts: ShardParts;
  #waiting: Waiting | undefined;
  #closed = false;

  constructor(parts: ShardParts) {
    this.#parts = parts;
    this.prefix = shardPrefix(parts);
  }

  run<N extends ScriptName>(name: N, args: ScriptArgs<N>, rest?: readonly Arg[]): Promise<unknown> {
    return this.runVariant(name, { args, rest });
  }

  /** Runs the variant of a script that the call names. */
  runVariant<N extends ScriptName>(name: N, call: ScriptCall<N>): Promise<unknown> {
    return this.#parts.calls.run(() => this.#parts.scripts.run(name, this.prefix, call));
  }

  awaitBell({ queues, timeoutMs, signal }: BellRequest): Promise<void> {
    const keys = queues.map((queue) => this.prefix + bellList(queue));
    return this.#wait(keys, timeoutMs, signal);
  }

  awaitLoopBell(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    return this.#wait([this.prefix + LOOP_BELL], timeoutMs, signal);
  }

  awaitLoopFree(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    return this.#wait([this.prefix + LOOP_FREE], timeoutMs, signal);
  }

  ring(list: string, ttlMs?: number): Promise<unknown> {
    return this.run('ring', { list, ttlMs: ttlMs ?? '' });
  }

  close(): void {
    this.#closed = true;
    this.#waiting?.close();
  }

  #wait(keys: readonly string[], timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#waiting ??= this.#openWaiting();
    return this.#waiting.wait(keys, timeoutMs, signal);
  }

  #openWaiting(): Waiting {
    const wake = wakeList(randomBytes(9).toString('base64url'));
    return new Waiting({
      client: this.#parts.openWaiting(),
      wakeKey: this.prefix + wake,
      interrupt: () => this.ring(wake, WAKE_TTL_MS),
      giveBack: (key) => this.ring(key.slice(this.prefix.length)),
    });
  }
}
