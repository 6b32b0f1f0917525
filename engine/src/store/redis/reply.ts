/** Replies of the scripts as the objects of the contract. The forms are those in the headers of the Lua files. */
import { invariant } from '../../invariant';
import type { HistoryEvent } from '../../model/event';
import type { Task } from '../../model/task';
import type { ApplyResult, Refusal } from '../../model/transition';
import { buildActivityTask, buildQueryTask, buildWorkflowTask, parseEvent } from '../codec';
import type {
  ClaimReply,
  DueEntry,
  DueRun,
  OutboxReply,
  PollReply,
  RollCall,
  RunRecord,
  WatchReply,
} from '../contract';

type Raw = string | number | null | readonly Raw[];

export function decodeApplied(reply: unknown, identity: string): ApplyResult {
  const [outcome, nowMs, runId, ...rest] = reply as [string, number, string, ...Raw[]];
  if (outcome === 'expired') return { outcome, nowMs };
  if (outcome === 'refused')
    return { outcome, nowMs, runId, refusals: (rest as [number, string | null][]).map(refusal) };
  const [alternative, repeated, outboxes, tasks, results] = rest as [number, number, string[], Raw[][], string?];
  return {
    outcome: 'applied',
    nowMs,
    runId,
    alternative,
    repeated: repeated === 1,
    outboxes,
    tasks: tasks.map((task) => decodeTask(task, identity)),
    ...(results == null ? {} : { results: results.split(' ') }),
  };
}

function refusal([guard, actual]: [number, string | null]): Refusal {
  return { guard, actual };
}

export function decodePolled(reply: unknown, identity: string): PollReply {
  const [nowMs, retryInMs, tasks] = reply as [number, number, Raw[][]];
  return {
    nowMs,
    tasks: tasks.map((task) => decodeTask(task, identity)),
    ...(retryInMs < 0 ? {} : { retryInMs }),
  };
}

/** `id`, `queue`, `tt`, `prev` and `wft` of the run. */
type RawRun = readonly (string | null)[];

/** 0 stands for none. */
type RawTexts = readonly (string | null)[] | 0;

type RawTask =
  | ['workflow', string, RawRun, number, number, number, string[], RawTexts, RawTexts]
  | ['query', string, RawRun, string, number, number, string[]]
  | ['activity', string, string, string, string, string, (string | null)[]];

const RUN_FIELDS = ['id', 'queue', 'tt', 'prev', 'wft'];
/** Behind `act:<id>`. */
const ACTIVITY_FIELDS = ['', ':at', ':limits', ':beat', ':failure'];

function decodeTask(raw: readonly Raw[], identity: string): Task {
  const task = raw as unknown as RawTask;
  if (task[0] === 'activity') return decodeActivity(task);
  const run = named(RUN_FIELDS, task[2]);
  if (task[0] === 'query') {
    const [, runId, , record, warm, paged, entries] = task;
    return buildQueryTask({ runId, run, record, entries, warm: warm === 1, paged: paged === 1 });
  }
  const [, runId, , firstEventId, warm, paged, entries, updates, queries] = task;
  return buildWorkflowTask({
    runId,
    run,
    entries,
    firstEventId,
    warm: warm === 1,
    paged: paged === 1,
    updates: updates === 0 ? [] : (updates as string[]),
    queries: queries === 0 ? [] : queries,
    identity,
  });
}

function decodeActivity([, runId, id, type, eventId, scheduled, values]: RawTask & { 0: 'activity' }): Task {
  const pending = named(
    ACTIVITY_FIELDS.map((field) => `act:${eventId}${field}`),
    values,
  );
  return buildActivityTask({ runId, run: { id, type }, scheduledEventId: Number(eventId), scheduled, pending });
}

/** Names and their values as an object, without those that are null. */
function named(names: readonly string[], values: readonly (string | null)[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = values[index];
    if (value != null) found[name] = value;
  }
  return found;
}

/** A flat list of names and values as an object. */
function fields(flat: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (let i = 0; i < flat.length; i += 2) found[flat[i] as string] = flat[i + 1] as string;
  return found;
}

export function decodeWatched(reply: unknown): WatchReply[] {
  return (reply as [WatchReply['state'], (string | null)?][]).map(([state, message]) =>
    message == null ? { state } : { state, message },
  );
}

export function decodeRun(reply: unknown, workflowId: string): RunRecord | undefined {
  if (reply === null) return undefined;
  const [nowMs, runId, run, pending, started, latest, historyLength, asked, timers, currentRunId, firstRunId] =
    reply as [number, string, string[], string[], string, string, number, string[], string[], string, string];
  const stored = fields(run);
  const event = (entry: string, id: number): HistoryEvent => parseEvent(entry, id, stored);
  return {
    nowMs,
    runId,
    workflowId,
    status: stored['status'] ?? '',
    run: stored,
    pending: fields(pending),
    started: event(started, 1),
    latest: event(latest, historyLength),
    historyLength,
    asked: Object.fromEntries(Object.entries(fields(asked)).map(([id, entry]) => [id, event(entry, Number(id))])),
    timers: Object.fromEntries(Object.entries(fields(timers)).map(([name, score]) => [name, Number(score)])),
    currentRunId,
    firstRunId,
  };
}

type RawEntry = [string, string, string[], string | null];

function decodeDueRun([runId, run, started, entries]: [string, string[], string, RawEntry[]]): DueRun {
  const stored = fields(run);
  return {
    runId,
    workflowId: stored['id'] ?? '',
    run: stored,
    started: parseEvent(started, 1, stored),
    entries: entries.map((entry) => decodeDueEntry(entry, stored)),
  };
}

function decodeDueEntry([name, score, record, event]: RawEntry, run: Record<string, string>): DueEntry {
  const entry = { name, scoreMs: Number(score), record: fields(record) };
  if (event === null) return entry;
  const id = /^act:(\d+)/.exec(name)?.[1];
  invariant(id !== undefined, `an event comes with a timer of an activity (${name})`);
  return { ...entry, event: parseEvent(event, Number(id), run) };
}

/** `now`, held, `nextMs` or -1, runs. */
export type RawClaim = [number, number, number, Parameters<typeof decodeDueRun>[0][]?];

export function decodeClaimed([nowMs, held, nextMs, runs]: RawClaim): ClaimReply {
  return {
    nowMs,
    held: held === 1,
    runs: (runs ?? []).map(decodeDueRun),
    ...(nextMs < 0 ? {} : { nextMs }),
  };
}

/** Task queue and task timeout of the run, events, whether there are more. */
export type RawPage = [string | null, string | null, string[], number];

export function decodeRollCall(reply: unknown): RollCall {
  const [workers, throttles] = reply as [[string, number, string][], string[]];
  return {
    workers: workers.map(([worker, atMs, profile]) => ({ worker, atMs, profile })),
    throttles: fields(throttles),
  };
}

export function decodeOutbox(reply: unknown): OutboxReply | undefined {
  if (reply === null) return undefined;
  const [nowMs, workflowId, entries] = reply as [number, string, string[]];
  return { nowMs, workflowId, messages: entries.map(decodeMessage) };
}

/** `<seq>|<attempts>|<message>` */
function decodeMessage(entry: string): OutboxReply['messages'][number] {
  const [seq = '', attempts = ''] = entry.split('|', 2);
  return { seq: Number(seq), attempts: Number(attempts), message: entry.slice(seq.length + attempts.length + 2) };
}
