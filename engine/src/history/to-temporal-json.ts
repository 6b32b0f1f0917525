import type { HistoryEvent } from '../model/event';
import { deriveHistory } from './derive-history';
import type { DerivedEvent } from './derive-history';
import { DERIVED_FIELDS, EVENT_FIELDS } from './temporal-fields';
import type { Field } from './temporal-fields';
import type { Json } from './temporal-json';
import { attributesKey, eventTypeName } from './temporal-names';
import { int64, timestamp } from './temporal-values';

/** A history as Temporal writes it to JSON: what `temporal workflow show --output json` prints, and replayers read. */
export interface TemporalHistory {
  readonly events: readonly TemporalEvent[];
}
export interface TemporalEvent {
  readonly eventId: string;
  readonly eventTime: string;
  readonly eventType: string;
  readonly [attributes: string]: Json;
}

/** Writes a whole history, from its first event, in Temporal's JSON. */
export function toTemporalJson(events: readonly HistoryEvent[]): TemporalHistory {
  return { events: deriveHistory(events).map(temporalEvent) };
}

type Writable = { [key: string]: Json | Writable };

function temporalEvent(event: DerivedEvent): TemporalEvent {
  const { type, eventId, timeMs, derived, ...body } = event;
  const attributes: Writable = {};
  const written: Writable = {};
  put(written, attributes, EVENT_FIELDS[type] as FieldsByName, body);
  put(written, attributes, DERIVED_FIELDS as FieldsByName, derived);
  return {
    eventId: int64.write(eventId) as string,
    eventTime: timestamp.write(timeMs) as string,
    eventType: eventTypeName(type),
    ...written,
    [attributesKey(type)]: attributes,
  };
}

type FieldsByName = Readonly<Record<string, Field<unknown> | null | undefined>>;

function put(ofEvent: Writable, attributes: Writable, table: FieldsByName, values: object): void {
  for (const [name, value] of Object.entries(values)) {
    const field = table[name];
    if (value === undefined || !field) continue;
    const into = field.ofEvent ? ofEvent : attributes;
    const json = withoutUndefined(field.write(value));
    if (isDefault(json) || (json === '0' && value === 0)) continue;
    if (field.at === '') Object.assign(into, json);
    else putAt(into, field.at.split('.'), json);
  }
}

/** A field that is there must have a value: readers refuse `undefined`. */
function withoutUndefined(json: Json): Json {
  if (Array.isArray(json)) return json.map(withoutUndefined);
  if (typeof json !== 'object') return json;
  const entries = Object.entries(json).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutUndefined(value)]));
}

/** Protobuf's JSON leaves out what a reader would assume anyway; an integer in a text is told by its value, as ids may be '0'. */
function isDefault(json: Json): boolean {
  return json === '' || json === 0 || json === false || (Array.isArray(json) && json.length === 0);
}

function putAt(into: Writable, [key, ...rest]: readonly string[], json: Json): void {
  if (key === undefined) return;
  if (rest.length === 0) into[key] = json;
  else putAt((into[key] ??= {}) as Writable, rest, json);
}
