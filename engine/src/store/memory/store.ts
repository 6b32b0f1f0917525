/** The Store contract over one namespace of a memory server. Each call is one turn: nothing happens in its middle. */
import { randomBytes } from 'node:crypto';
import { EngineError } from '../../errors';
import { invariant } from '../../invariant';
import type { Transition } from '../../model/transition';
import { rowOf } from '../codec';
import type * as contract from '../contract';
import { applyTransition } from './apply';
import { LOOP_BELL, LOOP_FREE } from './bells';
import { claimDue, publishSleep, releaseLoop } from './claim';
import type { Clock } from './clock';
import { heartbeat } from './heartbeat';
import type { Inboxes } from './inbox';
import { bellKey } from './key-names';
import { releaseOutbox, takeOutbox } from './outbox';
import { poll, ringBell } from './poll';
import { attributeTypes, countEntries, listEntries, readRows } from './list-index';
import { ask } from './queries';
import { defineIndex, readRecords, recordIndexes } from './read-records';
import { readHistory, readRun, snapshot } from './read';
import { announce, queueDepths, rollCall, throttle } from './throttle';
import { sweep } from './sweep';
import { type Shard, Turn } from './turn';
import { unwatch, watch } from './watch';

/** What a store needs of its server. */
export interface Space {
  readonly namespace: string;
  readonly shards: readonly Shard[];
  readonly inboxes: Inboxes;
  readonly clock: Clock;
  readonly keepsClosedRuns: boolean;
}

export class MemoryStore implements contract.Store {
  readonly namespace: string;
  readonly shards: number;
  readonly inbox: contract.Inbox;
  readonly nowMs: () => number;
  readonly #space: Space;
  readonly #closing = new AbortController();

  constructor(space: Space) {
    this.#space = space;
    this.namespace = space.namespace;
    this.shards = space.shards.length;
    this.nowMs = () => space.clock.now();
    this.inbox = space.inboxes.open(randomBytes(8).toString('hex'));
  }

  /** Keys are the names alone. */
  keyPrefix(): string {
    return '';
  }

  async apply(shard: number, transition: Transition) {
    return this.#turn(shard, (turn) => applyTransition(turn, transition));
  }

  async poll(shard: number, request: contract.PollRequest) {
    return this.#turn(shard, (turn) => poll(turn, request));
  }

  async awaitBell(shard: number, { queues, timeoutMs, signal }: contract.BellRequest): Promise<void> {
    return this.#wait(shard, queues.map(bellKey), timeoutMs, signal);
  }

  async ringBell(shard: number, queue: contract.QueueName) {
    return this.#turn(shard, (turn) => ringBell(turn, queue));
  }

  async heartbeat(shard: number, beat: contract.HeartbeatRequest) {
    return this.#turn(shard, (turn) => heartbeat(turn, beat));
  }

  async ask(shard: number, question: contract.QueryQuestion) {
    return this.#turn(shard, (turn) => ask(turn, question));
  }

  async watch(shard: number, requests: readonly contract.WatchRequest[]) {
    return this.#turn(shard, (turn) => requests.map((request) => watch(turn, request)));
  }

  async unwatch(shard: number, requests: readonly Omit<contract.WatchRequest, 'ttlMs'>[]) {
    return this.#turn(shard, (turn) => requests.forEach((request) => unwatch(turn, request)));
  }

  async publish(topic: string, message: string) {
    this.#space.inboxes.tell(`${this.namespace}:${topic}`, message);
  }

  async subscribe(topic: string, listener: (message: string) => void) {
    const end = this.#space.inboxes.subscribe(`${this.namespace}:${topic}`, listener);
    return async () => end();
  }

  async readRun(shard: number, workflowId: string, runId?: string) {
    return this.#turn(shard, (turn) => readRun(turn, workflowId, runId));
  }

  async readHistory(shard: number, runId: string, from: number, to?: number) {
    return this.#turn(shard, (turn) => readHistory(turn, runId, from, to));
  }

  async listEntries(shard: number, request: contract.EntryRequest) {
    return this.#turn(shard, (turn) => listEntries(turn, request));
  }

  async countEntries(shard: number, kind: string, ranges: readonly contract.EntryRange[]) {
    return this.#turn(shard, (turn) => countEntries(turn, kind, ranges));
  }

  async readRows(shard: number, request: contract.RowRequest) {
    return this.#turn(shard, (turn) => readRows(turn, request).map(rowOf));
  }

  async attributeTypes(shard: number) {
    return this.#turn(shard, attributeTypes);
  }

  async readRecords(shard: number, request: contract.RecordRequest) {
    return this.#turn(shard, (turn) => readRecords(turn, request));
  }

  async announce(shard: number, announcement: contract.Announcement) {
    return this.#turn(shard, (turn) => announce(turn, announcement));
  }

  async rollCall(shard: number) {
    return this.#turn(shard, rollCall);
  }

  async throttle(shard: number, change: contract.ThrottleChange) {
    return this.#turn(shard, (turn) => throttle(turn, change));
  }

  async queueDepths(shard: number, queues: readonly string[]) {
    return this.#turn(shard, (turn) => queueDepths(turn, queues));
  }

  async recordIndexes(shard: number) {
    return this.#turn(shard, recordIndexes);
  }

  async defineIndex(shard: number, change: contract.IndexChange) {
    return this.#turn(shard, (turn) => defineIndex(turn, change));
  }

  async claimDue(shard: number, request: contract.ClaimRequest) {
    return this.#turn(shard, (turn) => claimDue(turn, request));
  }

  async awaitDue(shard: number, untilMs: number, maxWaitMs: number, signal?: AbortSignal): Promise<void> {
    const leftMs = this.#turn(shard, (turn) => {
      publishSleep(turn, untilMs);
      return untilMs - turn.now;
    });
    if (leftMs > 0) await this.#wait(shard, [LOOP_BELL], Math.min(leftMs, maxWaitMs), signal);
  }

  async awaitRelease(shard: number, maxWaitMs: number, signal?: AbortSignal): Promise<void> {
    await this.#wait(shard, [LOOP_FREE], maxWaitMs, signal);
  }

  async releaseLoop(shard: number, owner: string) {
    return this.#turn(shard, (turn) => releaseLoop(turn, owner));
  }

  async takeOutbox(shard: number, runId: string, request: contract.OutboxRequest) {
    return this.#turn(shard, (turn) => takeOutbox(turn, runId, request));
  }

  async releaseOutbox(shard: number, runId: string, owner: string) {
    return this.#turn(shard, (turn) => releaseOutbox(turn, runId, owner));
  }

  async sweep(shard: number, limit: number, graceMs = 0) {
    return this.#turn(shard, (turn) => sweep(turn, this.#space.keepsClosedRuns ? 0 : limit, graceMs));
  }

  async snapshot(shard: number) {
    return this.#turn(shard, snapshot);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#space.inboxes.close(this.inbox.id);
  }

  #turn<T>(shard: number, work: (turn: Turn) => T): T {
    const turn = new Turn(this.#shard(shard));
    const result = work(turn);
    turn.end();
    return result;
  }

  async #wait(shard: number, keys: readonly string[], timeoutMs: number, signal?: AbortSignal): Promise<void> {
    const signals = signal ? [signal, this.#closing.signal] : [this.#closing.signal];
    return this.#shard(shard).bells.wait({ keys, timeoutMs, signals });
  }

  #shard(index: number): Shard {
    if (this.#closing.signal.aborted) throw new EngineError('UNAVAILABLE', 'The store has been closed');
    const shard = this.#space.shards[index];
    invariant(shard, `shard ${index} of ${this.shards}`);
    return shard;
  }
}
