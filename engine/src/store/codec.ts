/**
 * From what is stored to what is handed out, for both stores: raw parts in, the objects of the contract out. Nothing
 * here reads a key.
 */
import { invariant } from '../invariant';
import type { HistoryEvent, UpdateRequest } from '../model/event';
import type { Failure } from '../model/failure';
import type { Payload } from '../model/payload';
import { type StoredStart, wholeStart } from '../model/stored-start';
import type { ActivityTask, QueryRequest, QueryTask, WorkflowTask } from '../model/task';
import type { RecordIndexes } from './contract';
import { parseTaskState, type StartedTaskState, tokenOf } from './task-state';

/** Fields of the hash `r:<runId>`. */
export type RunFields = Readonly<Record<string, string>>;

/** Fields of the hash `p:<runId>`, at least those of the things asked for. */
export type PendingFields = Readonly<Record<string, string>>;

/** The stored entry of an event: its body with the stamp as first property. */
export function stampBody(stampMs: number, body: string): string {
  return `{"t":${stampMs},${body.slice(1)}`;
}

/** Reads one stored event; what is not stored (id, queue and timeout of workflow tasks) is filled in from the run. */
export function parseEvent(entry: string, eventId: number, run: RunFields): HistoryEvent {
  const { t, ...body } = JSON.parse(entry) as { t: number; type: string };
  const common = { eventId, timeMs: t };
  if (body.type === 'WorkflowExecutionStarted') return { ...wholeStart(body as unknown as StoredStart), ...common };
  if (body.type !== 'WorkflowTaskScheduled') return { ...body, ...common } as HistoryEvent;
  return { ...body, ...workflowTaskDefaults(run), ...common } as HistoryEvent;
}

/** Reads consecutive events; `firstEventId` is the id of the first. */
export function parseEvents(entries: readonly string[], firstEventId: number, run: RunFields): HistoryEvent[] {
  return entries.map((entry, index) => parseEvent(entry, firstEventId + index, run));
}

/** A row from its names and values in turn; null stands for a run that is gone. */
export function rowOf(flat: readonly string[] | null): Record<string, string> | undefined {
  if (flat === null) return undefined;
  const row: Record<string, string> = {};
  for (let i = 0; i < flat.length; i += 2) row[flat[i] as string] = flat[i + 1] as string;
  return row;
}

/** From the hash of definitions. */
export function recordIndexesOf({ version = '0', ...fields }: Readonly<Record<string, string>> = {}): RecordIndexes {
  const definitions = Object.entries(fields).map(([field, json]) => [field.slice(INDEX_FIELD.length), json]);
  return { version: Number(version), definitions: Object.fromEntries(definitions) as Record<string, string> };
}

/** In front of the name of an index. */
export const INDEX_FIELD = 'index:';

export interface RawWorkflowTask {
  readonly runId: string;
  /** All fields of the run, after the start: `wft` says started. */
  readonly run: RunFields;
  /** Stored events of the reply, empty when paged. */
  readonly entries: readonly string[];
  readonly firstEventId: number;
  readonly warm: boolean;
  readonly paged: boolean;
  /** All of `m:<runId>`. */
  readonly updates: readonly string[];
  /** Records `ask:<queryId>` of all of `k:<runId>`, where they exist. */
  readonly queries: readonly (string | null | undefined)[];
  /** Of the worker it is handed to; stands in the synthesized Started event of a virtual task. */
  readonly identity: string;
}

/** A started workflow task as its worker gets it. The events of a virtual one end with its two synthesized events. */
export function buildWorkflowTask(raw: RawWorkflowTask): WorkflowTask {
  const task = parseTaskState(raw.run['wft']);
  invariant(task?.state === 'started', `a workflow task handed out is started (${raw.run['wft'] ?? 'none'})`);
  const stored = parseEvents(raw.entries, raw.firstEventId, raw.run);
  return {
    kind: 'workflow',
    workflowId: raw.run['id'] ?? '',
    runId: raw.runId,
    token: tokenOf(task),
    attempt: task.attempt,
    startedMs: task.startedMs,
    startedEventId: task.startedEventId,
    previousStartedEventId: Number(raw.run['prev'] ?? 0),
    events: task.written ? stored : [...stored, ...virtualEvents(task, raw)],
    warm: raw.warm,
    paged: raw.paged,
    virtual: !task.written,
    updates: raw.updates.map((json) => JSON.parse(json) as UpdateRequest),
    queries: raw.queries.filter(isQuestion).map(parseQuestion),
    deadlineMs: task.startedMs + Number(raw.run['tt']),
  };
}

export interface RawQueryTask {
  readonly runId: string;
  readonly run: RunFields;
  /** The record `ask:<queryId>`, a question. */
  readonly record: string;
  /** Stored events from the first, empty when warm or paged. */
  readonly entries: readonly string[];
  readonly warm: boolean;
  readonly paged: boolean;
}

export function buildQueryTask(raw: RawQueryTask): QueryTask {
  return {
    kind: 'query',
    workflowId: raw.run['id'] ?? '',
    runId: raw.runId,
    query: parseQuestion(raw.record),
    previousStartedEventId: Number(raw.run['prev'] ?? 0),
    events: parseEvents(raw.entries, 1, raw.run),
    warm: raw.warm,
    paged: raw.paged,
  };
}

export interface RawActivityTask {
  readonly runId: string;
  readonly run: RunFields;
  readonly scheduledEventId: number;
  /** The stored ActivityTaskScheduled event. */
  readonly scheduled: string;
  /** Fields `act:<id>` and `act:<id>:*`, after the start. */
  readonly pending: PendingFields;
}

export function buildActivityTask(raw: RawActivityTask): ActivityTask {
  const name = `act:${raw.scheduledEventId}`;
  const scheduled = parseEvent(raw.scheduled, raw.scheduledEventId, raw.run);
  invariant(scheduled.type === 'ActivityTaskScheduled', `event ${raw.scheduledEventId} schedules an activity`);
  const [scheduledMs, startedMs] = (raw.pending[`${name}:at`] ?? '').split(' ');
  const beat = raw.pending[`${name}:beat`];
  const failure = raw.pending[`${name}:failure`];
  return {
    kind: 'activity',
    workflowId: raw.run['id'] ?? '',
    workflowType: raw.run['type'] ?? '',
    runId: raw.runId,
    scheduledEventId: raw.scheduledEventId,
    attempt: Number(raw.pending[name]?.split(' ')[1]),
    scheduled,
    attemptScheduledMs: Number(scheduledMs),
    startedMs: Number(startedMs),
    ...(beat === undefined ? {} : { heartbeatDetails: JSON.parse(beat) as readonly Payload[] }),
    ...(failure === undefined ? {} : { lastFailure: JSON.parse(failure) as Failure }),
  };
}

/** The record of a question, `ask:<queryId>`; `inboxOfQuestion` finds the inbox without reading the rest. */
export function questionRecord(inbox: string, query: QueryRequest): string {
  return `Q{"inbox":${JSON.stringify(inbox)},"query":${JSON.stringify(query)}}`;
}

export function isQuestion(record: string | null | undefined): record is string {
  return record?.startsWith('Q') === true;
}

function parseQuestion(record: string): QueryRequest {
  return (JSON.parse(record.slice(1)) as { query: QueryRequest }).query;
}

export function inboxOfQuestion(record: string): string {
  return /^Q\{"inbox":"([^"]*)"/.exec(record)?.[1] ?? '';
}

function workflowTaskDefaults(run: RunFields): { taskQueue: string; startToCloseTimeoutMs: number } {
  return { taskQueue: run['queue'] ?? '', startToCloseTimeoutMs: Number(run['tt']) };
}

function virtualEvents(task: StartedTaskState, raw: RawWorkflowTask): HistoryEvent[] {
  const timeMs = task.startedMs;
  return [
    {
      type: 'WorkflowTaskScheduled',
      ...workflowTaskDefaults(raw.run),
      attempt: task.attempt,
      eventId: task.startedEventId - 1,
      timeMs,
    },
    {
      type: 'WorkflowTaskStarted',
      historySizeBytes: task.historyBytes,
      ...(task.suggestContinueAsNew ? { suggestContinueAsNew: true } : {}),
      identity: raw.identity,
      eventId: task.startedEventId,
      timeMs,
    },
  ];
}
