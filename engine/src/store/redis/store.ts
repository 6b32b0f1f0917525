/** The store on Redis: one script call for each operation of the contract. Owns its shards and its inbox. */
import type { HistoryEvent } from '../../model/event';
import type { ApplyResult, Transition } from '../../model/transition';
import { parseEvents, questionRecord, recordIndexesOf, rowOf } from '../codec';
import type {
  Announcement,
  AskReply,
  BellRequest,
  ClaimReply,
  ClaimRequest,
  EntryRange,
  EntryRequest,
  IndexChange,
  HeartbeatReply,
  HeartbeatRequest,
  Inbox,
  OutboxReply,
  OutboxRequest,
  PollReply,
  PollRequest,
  QueryQuestion,
  QueueName,
  RecordIndexes,
  RecordRequest,
  RollCall,
  Row,
  RowRequest,
  RunRecord,
  Store,
  ThrottleChange,
  WatchReply,
  WatchRequest,
} from '../contract';
import { awaitDue } from './await-due';
import { encodeTransition } from './encode';
import type { RedisInbox } from './inbox';
import { bellList } from './keys-of-shard';
import {
  decodeApplied,
  decodeClaimed,
  decodeOutbox,
  decodePolled,
  decodeRollCall,
  decodeRun,
  decodeWatched,
  type RawClaim,
  type RawPage,
} from './reply';
import type { Shard } from './shard';
import { snapshotShard } from './snapshot';

const withActivities = (): string[] => ['activity'];
const withoutActivities = (): string[] => [];

function bounds(ranges: readonly EntryRange[]): string[] {
  return ranges.flatMap(({ min, max }) => [min, max]);
}

export interface RedisStoreParts {
  readonly namespace: string;
  readonly shards: readonly Shard[];
  readonly inbox: Inbox;
  /** Content of a shard, for snapshots. */
  readonly read: Parameters<typeof snapshotShard>[0];
  /** Where events of all namespaces are heard. */
  readonly events: Pick<RedisInbox, 'eventChannel' | 'subscribe'>;
  /** Sends any command. */
  readonly command: (args: readonly string[]) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

export class RedisStore implements Store {
  readonly namespace: string;
  readonly shards: number;
  readonly inbox: Inbox;
  readonly command: NonNullable<Store['command']>;
  readonly #parts: RedisStoreParts;
  /** Shards whose loop this process ran at its last claim; others leave the loop's bell alone. */
  readonly #held = new Set<number>();

  constructor(parts: RedisStoreParts) {
    this.#parts = parts;
    this.namespace = parts.namespace;
    this.shards = parts.shards.length;
    this.inbox = parts.inbox;
    this.command = parts.command;
  }

  keyPrefix(shard: number): string {
    return this.#shard(shard).prefix;
  }

  async apply(shard: number, transition: Transition): Promise<ApplyResult> {
    const reply = await this.#shard(shard).runVariant('apply', encodeTransition(transition));
    return decodeApplied(reply, transition.eager?.identity ?? '');
  }

  async poll(shard: number, request: PollRequest): Promise<PollReply> {
    const { workflow, activity } = request;
    const args = {
      worker: request.worker,
      identity: JSON.stringify(request.identity),
      slot: request.slot,
      pollId: request.pollId,
      leaseMs: request.leaseMs,
      workflowQueue: workflow?.taskQueue ?? '',
      stickyQueue: workflow?.stickyQueue ?? '',
      workflowMax: workflow?.max ?? 0,
      activityQueue: activity?.taskQueue ?? '',
      activityMax: activity?.max ?? 0,
      perSecond: activity?.perSecond ?? '',
    };
    const reply = await this.#shard(shard).runVariant('poll', {
      args,
      features: activity ? withActivities : withoutActivities,
    });
    return decodePolled(reply, request.identity);
  }

  awaitBell(shard: number, request: BellRequest): Promise<void> {
    return this.#shard(shard).awaitBell(request);
  }

  async ringBell(shard: number, queue: QueueName): Promise<void> {
    await this.#shard(shard).ring(bellList(queue));
  }

  async heartbeat(shard: number, beat: HeartbeatRequest): Promise<HeartbeatReply> {
    const args = { ...beat, details: beat.details ?? '' };
    const [state, cancel] = (await this.#shard(shard).run('heartbeat', args)) as [HeartbeatReply['state'], number];
    return { state, cancelRequested: cancel === 1 };
  }

  async ask(shard: number, { workflowId, runId, query, inbox, ttlMs }: QueryQuestion): Promise<AskReply> {
    const record = questionRecord(inbox, query);
    const args = { workflowId, runId: runId ?? '', queryId: query.queryId, record, ttlMs };
    const [state, asked, status] = (await this.#shard(shard).run('ask', args)) as [string, string, string];
    return state === 'asked' ? { state, runId: asked, status } : { state: 'notFound' };
  }

  async watch(shard: number, requests: readonly WatchRequest[]): Promise<readonly WatchReply[]> {
    if (requests.length === 0) return [];
    const rest = requests.flatMap(({ runId, topic, inbox, ttlMs }) => [runId, topic, inbox, ttlMs]);
    return decodeWatched(await this.#shard(shard).run('watch', {}, rest));
  }

  async unwatch(shard: number, requests: readonly Omit<WatchRequest, 'ttlMs'>[]): Promise<void> {
    if (requests.length === 0) return;
    const rest = requests.flatMap(({ runId, topic, inbox }) => [runId, topic, inbox]);
    await this.#shard(shard).run('unwatch', {}, rest);
  }

  async publish(topic: string, message: string): Promise<void> {
    await this.#parts.command(['PUBLISH', this.#parts.events.eventChannel(`${this.namespace}:${topic}`), message]);
  }

  subscribe(topic: string, listener: (message: string) => void): Promise<() => Promise<void>> {
    return this.#parts.events.subscribe(`${this.namespace}:${topic}`, listener);
  }

  async readRun(shard: number, workflowId: string, runId = ''): Promise<RunRecord | undefined> {
    return decodeRun(await this.#shard(shard).run('read_run', { workflowId, runId }), workflowId);
  }

  async readHistory(shard: number, runId: string, from: number, to?: number): Promise<readonly HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    for (let more = 1; more === 1;) {
      const next = from + events.length;
      const page = await this.#shard(shard).run('read_history', { runId, from: next, to: to ?? '' });
      const [queue, tt, entries, left] = page as RawPage;
      events.push(...parseEvents(entries, next, { queue: queue ?? '', tt: tt ?? '' }));
      more = left;
    }
    return events;
  }

  async listEntries(shard: number, request: EntryRequest): Promise<readonly (readonly string[])[]> {
    const { kind, limit, reverse, whole, ranges } = request;
    const args = { kind, limit, reverse: reverse ? 1 : 0, whole: whole ? 1 : 0 };
    return (await this.#shard(shard).run('list_entries', args, bounds(ranges))) as string[][];
  }

  async countEntries(shard: number, kind: string, ranges: readonly EntryRange[]): Promise<readonly number[]> {
    return (await this.#shard(shard).run('count_entries', { kind }, bounds(ranges))) as number[];
  }

  async readRows(shard: number, { runIds, fields }: RowRequest): Promise<readonly (Row | undefined)[]> {
    const args = { fieldCount: fields.length };
    const rows = await this.#shard(shard).run('read_rows', args, [...fields, ...runIds]);
    return (rows as (string[] | null)[]).map(rowOf);
  }

  async attributeTypes(shard: number): Promise<Readonly<Record<string, string>>> {
    return rowOf((await this.#shard(shard).run('attribute_types', {})) as string[]) ?? {};
  }

  async readRecords(shard: number, { names, fields }: RecordRequest): Promise<readonly (Row | undefined)[]> {
    const args = { fieldCount: fields.length };
    const rows = await this.#shard(shard).run('read_records', args, [...fields, ...names]);
    return (rows as (string[] | null)[]).map(rowOf);
  }

  async announce(shard: number, announcement: Announcement): Promise<void> {
    await this.#shard(shard).run('announce', { ...announcement });
  }

  async rollCall(shard: number): Promise<RollCall> {
    return decodeRollCall(await this.#shard(shard).run('roll_call', {}));
  }

  async throttle(shard: number, change: ThrottleChange): Promise<void> {
    await this.#shard(shard).run('throttle', { ...change });
  }

  async queueDepths(shard: number, queues: readonly string[]): Promise<readonly number[]> {
    return (await this.#shard(shard).run('queue_depths', {}, queues)) as number[];
  }

  async recordIndexes(shard: number): Promise<RecordIndexes> {
    return recordIndexesOf(rowOf((await this.#shard(shard).run('record_indexes', {})) as string[]));
  }

  async defineIndex(shard: number, change: IndexChange): Promise<boolean> {
    return (await this.#shard(shard).run('define_index', { ...change })) === 1;
  }

  async claimDue(shard: number, request: ClaimRequest): Promise<ClaimReply> {
    const reply = decodeClaimed((await this.#shard(shard).run('claim_due', { ...request })) as RawClaim);
    if (reply.held) this.#held.add(shard);
    else this.#held.delete(shard);
    return reply;
  }

  awaitDue(shard: number, untilMs: number, maxWaitMs: number, signal?: AbortSignal): Promise<void> {
    return awaitDue(this.#shard(shard), { held: this.#held.has(shard), untilMs, maxWaitMs, signal });
  }

  awaitRelease(shard: number, maxWaitMs: number, signal?: AbortSignal): Promise<void> {
    return this.#shard(shard).awaitLoopFree(maxWaitMs, signal);
  }

  async releaseLoop(shard: number, owner: string): Promise<void> {
    this.#held.delete(shard);
    await this.#shard(shard).run('release', { owner, runId: '' });
  }

  async takeOutbox(shard: number, runId: string, request: OutboxRequest): Promise<OutboxReply | undefined> {
    return decodeOutbox(await this.#shard(shard).run('take_outbox', { runId, ...request }));
  }

  async releaseOutbox(shard: number, runId: string, owner: string): Promise<void> {
    await this.#shard(shard).run('release', { owner, runId });
  }

  async sweep(shard: number, limit: number, graceMs = 0): Promise<number> {
    return (await this.#shard(shard).run('sweep', { limit, graceMs })) as number;
  }

  snapshot(shard: number): Promise<Readonly<Record<string, unknown>>> {
    return snapshotShard(this.#parts.read, this.#shard(shard).prefix);
  }

  close(): Promise<void> {
    return this.#parts.close();
  }

  #shard(shard: number): Shard {
    const found = this.#parts.shards[shard];
    if (!found) throw new RangeError(`There is no shard ${shard}: the namespace has ${this.shards}`);
    return found;
  }
}
