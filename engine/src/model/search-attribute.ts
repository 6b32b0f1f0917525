/**
 * Search attributes: names, types, values, and the terms they are found by. A term is a text whose order is the order of
 * the values, so that one sorted index serves equality, ranges and prefixes. Pure functions, for rules and for queries.
 */
import type { Payload, PayloadMap } from './payload';

/** Temporal's seven types, as the metadata of payloads spells them. */
export const ATTRIBUTE_TYPES = ['Keyword', 'Text', 'Int', 'Double', 'Bool', 'Datetime', 'KeywordList'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** A single value; moments are milliseconds since the epoch. */
export type AttributeScalar = string | number | boolean;

export interface AttributeValue {
  readonly type: AttributeType;
  /** One, except for KeywordList. */
  readonly values: readonly AttributeScalar[];
}

/** Attributes that parts of the system set on executions, with their types. Nobody needs to register them. */
export const PREDEFINED_TYPES: Readonly<Record<string, AttributeType>> = {
  TemporalChangeVersion: 'KeywordList',
  TemporalScheduledById: 'Keyword',
  TemporalScheduledStartTime: 'Datetime',
  TemporalSchedulePaused: 'Bool',
};

/** Whether a payload removes its attribute: null, an empty list, nothing. */
export function isRemoval(payload: Payload): boolean {
  if (payload.encoding === 'binary/null' || payload.data === undefined) return true;
  const value = parsed(payload);
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** What JSON makes of NaN, an infinite number or an invalid date: a null whose type is said, or a list with a null. */
export function isLostValue(payload: Payload): boolean {
  const value = parsed(payload);
  return Array.isArray(value) ? value.includes(null) : value === null && declaredType(payload) !== undefined;
}

/** What a payload says; undefined when its data does not fit its type. Without a type the data decides. */
export function attributeValue(payload: Payload): AttributeValue | undefined {
  const data = parsed(payload);
  if (data === undefined || data === null) return undefined;
  const items: readonly unknown[] = Array.isArray(data) ? data : [data];
  const type = declaredType(payload) ?? inferredType(items);
  if (type === undefined || items.length === 0 || (type !== 'KeywordList' && items.length > 1)) return undefined;
  const values = items.map((item) => READ[type](item));
  return values.includes(undefined) ? undefined : { type, values: values as AttributeScalar[] };
}

/** Without what was removed; every payload says its type, as Temporal's server has it. */
export function currentAttributes(attributes: PayloadMap | undefined): PayloadMap | undefined {
  if (!attributes) return undefined;
  const kept = Object.entries(attributes).filter(([, payload]) => !isRemoval(payload));
  return Object.fromEntries(kept.map(([name, payload]) => [name, withType(payload)]));
}

/** The same payload with its type in the metadata. */
export function withType(payload: Payload): Payload {
  const type = attributeValue(payload)?.type;
  if (type === undefined || payload.metadata?.['type'] !== undefined) return payload;
  return { ...payload, metadata: { ...payload.metadata, type } };
}

/** What an attribute is found by. */
export function termsOf({ type, values }: AttributeValue): readonly string[] {
  const terms = type === 'Text' ? values.flatMap((value) => words(String(value))) : values;
  return [...new Set(terms.map((value) => termOf(type, value)))];
}

/** The term of one value; of a Text, of one word. */
export function termOf(type: AttributeType, value: AttributeScalar): string {
  return TERM_START[type] + (typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : sortable(Number(value)));
}

/** First letter of the terms of a type: types that were mixed up by mistake never meet. */
export const TERM_START = {
  Keyword: 'K',
  KeywordList: 'L',
  Text: 'W',
  Int: 'N',
  Double: 'N',
  Datetime: 'D',
  Bool: 'B',
} as const satisfies Record<AttributeType, string>;

/** Lower-cased runs of letters and digits: what a Text is searched by. */
export function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** Sixteen hexadecimal digits that sort as numbers do. */
export function sortable(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value === 0 ? 0 : value);
  const bits = view.getBigUint64(0);
  const sign = 1n << 63n;
  const ordered = bits & sign ? BigInt.asUintN(64, ~bits) : bits | sign;
  return ordered.toString(16).padStart(16, '0');
}

const READ = {
  Keyword: text,
  KeywordList: text,
  Text: text,
  Int: (item) => (Number.isInteger(item) ? (item as number) : undefined),
  Double: (item) => (typeof item === 'number' ? item : undefined),
  Bool: (item) => (typeof item === 'boolean' ? item : undefined),
  Datetime: moment,
} satisfies Record<AttributeType, (item: unknown) => AttributeScalar | undefined>;

function text(item: unknown): string | undefined {
  return typeof item === 'string' ? item : undefined;
}

function moment(item: unknown): number | undefined {
  const ms = typeof item === 'string' ? Date.parse(item) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

function declaredType({ metadata }: Payload): AttributeType | undefined {
  const type = metadata?.['type'];
  return ATTRIBUTE_TYPES.find((one) => one === type);
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

function inferredType(items: readonly unknown[]): AttributeType | undefined {
  const [first] = items;
  switch (typeof first) {
    case 'string':
      if (items.length > 1) return 'KeywordList';
      return ISO_DATE.test(first) ? 'Datetime' : 'Keyword';
    case 'number':
      return Number.isInteger(first) ? 'Int' : 'Double';
    case 'boolean':
      return 'Bool';
    default:
      return undefined;
  }
}

/** Undefined: no JSON. */
function parsed({ encoding, data, binary }: Payload): unknown {
  if (encoding !== 'json/plain' || data === undefined || binary) return undefined;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}
