import type { EventType, HistoryEvent, UpdateRequest } from '../model/event';
import { HistoryImportError } from './history-import-error';
import { refuseUnsupported, sayNothing } from './foreign-events';
import { EVENT_FIELDS } from './temporal-fields';
import type { Field } from './temporal-fields';
import type { Json, JsonObject } from './temporal-json';
import { isObject, MalformedJson, numberIn, optional, withoutAbsent } from './temporal-json';
import { attributesKey, eventTypeIn } from './temporal-names';
import { timestamp, updateRequest } from './temporal-values';

/** What Temporal's history does not say of its own run. */
export interface ImportOptions {
  /** Default: what the history says; newer servers write it. */
  readonly workflowId?: string;
  /** Default: the run id the history's random source is seeded with, which is the run's own unless it was reset. */
  readonly runId?: string;
}

/**
 * Reads a history in Temporal's JSON: of `historyToJSON`, of the Temporal CLI and web UI, or of `toTemporalJson`. Events
 * that change nothing for workflow code are left out, so ids may have gaps. Throws HistoryImportError, which names the
 * event, for what is malformed and for what does not exist here.
 */
export function fromTemporalJson(history: unknown, options: ImportOptions = {}): readonly HistoryEvent[] {
  const admitted = new Map<string, UpdateRequest>();
  const events: HistoryEvent[] = [];
  eventsIn(history).forEach((json, index) => {
    const event = readEvent(json, index + 1, admitted);
    if (event) events.push(event);
  });
  const [first, ...rest] = events;
  if (first?.type !== 'WorkflowExecutionStarted' || first.eventId !== 1) {
    throw new HistoryImportError('A history begins with WorkflowExecutionStarted; export it from its first event', 1);
  }
  const runId = options.runId ?? (first.originalExecutionRunId || first.firstExecutionRunId);
  return [{ ...first, workflowId: options.workflowId ?? first.workflowId, runId }, ...rest];
}

function eventsIn(history: unknown): readonly unknown[] {
  const events = isObject(history) ? (history as { events?: unknown }).events : undefined;
  if (Array.isArray(events)) return events;
  throw new HistoryImportError(
    'A history is an object with a list of `events`, as `temporal workflow show --output json` prints it',
  );
}

function readEvent(json: unknown, eventId: number, admitted: Map<string, UpdateRequest>): HistoryEvent | undefined {
  const { event, type } = typed(json, eventId);
  const attributes = event[attributesKey(type)];
  if (type === 'WorkflowExecutionUpdateAdmitted') {
    located(`request of event ${eventId} (${type})`, eventId, () => rememberAdmitted(attributes, admitted));
  }
  if (sayNothing(type, event)) return undefined;
  refuseUnsupported(type, eventId);
  if (!isObject(attributes)) {
    throw new HistoryImportError(`Event ${eventId} (${type}) has no ${attributesKey(type)}`, eventId);
  }
  const table = EVENT_FIELDS[type as EventType] as FieldsByName;
  const body: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(table)) {
    if (!field) continue;
    const json = valueAt(field.ofEvent ? event : attributes, field.at);
    const value = located(`${field.at || 'An attribute'} of event ${eventId} (${type})`, eventId, () => {
      return optional(json, field.read);
    });
    body[name] = value ?? field.absent;
  }
  const timeMs = located(`eventTime of event ${eventId}`, eventId, () => optional(event['eventTime'], timestamp.read));
  const read = { type, ...withoutAbsent(body), eventId, timeMs: timeMs ?? 0 } as HistoryEvent;
  return read.type === 'WorkflowExecutionUpdateAccepted' ? withRequest(read, admitted) : read;
}

/** The event with its type, by name or by the attributes it has; its id must be its place. */
function typed(json: unknown, eventId: number): { event: JsonObject; type: string } {
  if (!isObject(json)) throw new HistoryImportError(`Event ${eventId} is not an object`, eventId);
  const found = located(`The id of event ${eventId}`, eventId, () => optional(json['eventId'], numberIn)) ?? eventId;
  if (found !== eventId) {
    const where = `event ${found} stands where event ${eventId} belongs`;
    throw new HistoryImportError(`Events must be complete and in order: ${where}`, eventId);
  }
  const name = json['eventType'];
  if (typeof name === 'string') return { event: json, type: eventTypeIn(name) };
  const key = Object.keys(json).find((one) => one.endsWith('EventAttributes'));
  if (key === undefined) throw new HistoryImportError(`Event ${eventId} has neither type nor attributes`, eventId);
  const attributesOf = key.slice(0, -'EventAttributes'.length);
  return { event: json, type: attributesOf.charAt(0).toUpperCase() + attributesOf.slice(1) };
}

type FieldsByName = Readonly<Record<string, Field<unknown> | null>>;

/** Runs a reader, and says of what is malformed where it is. */
function located<T>(where: string, eventId: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MalformedJson)) throw error;
    throw new HistoryImportError(`${where}: ${error.message}`, eventId);
  }
}

function valueAt(json: JsonObject, path: string): Json {
  if (path === '') return json;
  return path.split('.').reduce<Json>((value, key) => (isObject(value) ? value[key] : undefined), json);
}

/** After a reset the request of an update stands in an event of its own, before the acceptance. */
function rememberAdmitted(attributes: Json, admitted: Map<string, UpdateRequest>): void {
  const request = isObject(attributes) ? optional(attributes['request'], updateRequest.read) : undefined;
  if (request) admitted.set(request.updateId, request);
}

function withRequest(
  event: Extract<HistoryEvent, { type: 'WorkflowExecutionUpdateAccepted' }>,
  admitted: ReadonlyMap<string, UpdateRequest>,
): HistoryEvent {
  const request = event.request.name === '' ? admitted.get(event.updateId) : event.request;
  if (request) return { ...event, request };
  const { eventId } = event;
  throw new HistoryImportError(`Event ${eventId} accepts update '${event.updateId}' but nothing says which`, eventId);
}
