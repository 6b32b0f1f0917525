/** From HotMesh's conditions to a query of the engine. Fields and operators are checked against the index. */
import type { IndexedField, RecordQuery, StoredIndex } from '@perdure/engine';
import type { FieldValue } from '../../record/values';
import type { FindWhereCondition, FindWherePart, FindWhereQuery } from '../types';

/** Groups within groups. */
const MAX_DEPTH = 20;
/** Conditions, values of tags included. */
const MAX_CONDITIONS = 1_000;

type Index = Pick<StoredIndex, 'name' | 'fields'>;
type FieldQuery = Exclude<RecordQuery, { of: unknown }>;
type Read = (condition: FindWhereCondition, field: IndexedField) => FieldQuery;

/** @throws TypeError that names the condition, and what is allowed. */
export function readConditions(query: FindWhereQuery, index: Index): RecordQuery {
  if (!Array.isArray(query)) throw new TypeError('The query of findWhere is a list of conditions, or a text');
  const count = { left: MAX_CONDITIONS };
  return { is: 'all', of: query.map((part: FindWherePart) => readPart(part, index, MAX_DEPTH, count)) };
}

function readPart(part: FindWherePart, index: Index, depth: number, count: { left: number }): RecordQuery {
  if (depth === 0) throw new TypeError(`Conditions are nested more than ${MAX_DEPTH} deep`);
  if (--count.left < 0) throw new TypeError(`A query has more than ${MAX_CONDITIONS} conditions`);
  checkPart(part);
  const group = 'or' in part ? part.or : 'and' in part ? part.and : undefined;
  if (group === undefined) return readCondition(part as FindWhereCondition, index);
  const of = group.map((inner) => readPart(inner, index, depth - 1, count));
  if (of.length === 0) throw new TypeError("A group of conditions ('or', 'and') has one at least");
  return { is: 'or' in part ? 'any' : 'all', of };
}

const KINDS = [['or'], ['and'], ['field', 'is', 'value', 'type']];

/** What stood beside a group would not be looked at, and more would be found than was asked for. */
function checkPart(part: unknown): void {
  if (typeof part !== 'object' || part === null) {
    throw new TypeError(
      `A condition is { field, is, value }, { or: [...] } or { and: [...] }, not ${JSON.stringify(part)}`,
    );
  }
  const names = Object.keys(part);
  if (!KINDS.some((kind) => names.every((name) => kind.includes(name)))) {
    throw new TypeError(
      `A condition has ${names.join(', ')}: it is { field, is, value }, or { or: [...] }, or { and: [...] }, and nothing beside it`,
    );
  }
  const [group] = Object.values(part) as readonly unknown[];
  if (('or' in part || 'and' in part) && !Array.isArray(group))
    throw new TypeError("A group of conditions ('or', 'and') is a list");
}

function readCondition(condition: FindWhereCondition, index: Index): FieldQuery {
  const field = indexedField(index, condition.field);
  if (condition.type !== undefined && condition.type !== field.type) {
    throw new TypeError(`Field '${condition.field}' is ${field.type} in index '${index.name}', not ${condition.type}`);
  }
  const read = (READ[field.type] as Partial<Record<string, Read>>)[condition.is];
  if (read) return read(condition, field);
  const allowed = Object.keys(READ[field.type]).join(' ');
  throw new TypeError(
    `Field '${condition.field}' is ${field.type}: it can be compared by ${allowed}, not by '${condition.is}'`,
  );
}

/** @throws TypeError for a field that the index has not. */
export function indexedField({ name, fields }: Index, field: string): IndexedField {
  const found = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (found) return found;
  throw new TypeError(`Index '${name}' has no field '${field}'; it has ${Object.keys(fields).join(', ')}`);
}

const tag: Read = ({ field, value }) => ({ is: 'tag', field, tags: valuesOf(field, value) });

const words =
  (phrase: boolean): Read =>
  ({ field, value }) => ({ is: 'words', field, text: oneOf(field, value), phrase });

const equal: Read = ({ field, value }) => {
  const bound = { value: numberOf(field, value), open: false };
  return { is: 'number', field, from: bound, to: bound };
};

const range: Read = ({ field, value }) => {
  if (!Array.isArray(value) || value.length !== 2) {
    throw new TypeError(`Field '${field}': the value of '[]' is a list of two numbers, the lowest and the highest`);
  }
  const [from, to] = value as unknown as readonly [FieldValue, FieldValue];
  const bound = (one: FieldValue): { value: number; open: boolean } => ({ value: numberOf(field, one), open: false });
  return { is: 'number', field, from: bound(from), to: bound(to) };
};

const from =
  (open: boolean): Read =>
  ({ field, value }) => ({ is: 'number', field, from: { value: numberOf(field, value), open } });
const to =
  (open: boolean): Read =>
  ({ field, value }) => ({ is: 'number', field, to: { value: numberOf(field, value), open } });

/** What each type can be compared by. */
const READ = {
  TAG: { '=': tag, '==': tag },
  TEXT: { '=': words(false), '==': words(true) },
  NUMERIC: { '=': equal, '==': equal, '>': from(true), '>=': from(false), '<': to(true), '<=': to(false), '[]': range },
} satisfies Record<IndexedField['type'], Partial<Record<FindWhereCondition['is'], Read>>>;

function valuesOf(field: string, value: FindWhereCondition['value']): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly FieldValue[]) : [value as FieldValue];
  if (list.length === 0 || list.length > MAX_CONDITIONS) {
    throw new TypeError(`Field '${field}' is compared with ${list.length} values: give 1 to ${MAX_CONDITIONS}`);
  }
  return list.map((one) => textOf(field, one));
}

function oneOf(field: string, value: FindWhereCondition['value']): string {
  if (Array.isArray(value)) throw new TypeError(`Field '${field}' is TEXT: it is compared with one text`);
  return textOf(field, value as FieldValue);
}

function textOf(field: string, value: FieldValue): string {
  const text = ['string', 'number', 'boolean', 'bigint'].includes(typeof value) ? String(value) : '';
  if (text.trim() === '')
    throw new TypeError(`Field '${field}' is compared with nothing: give a text that is not empty`);
  return text;
}

function numberOf(field: string, value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && !Number.isNaN(number)) return number;
  throw new TypeError(`Field '${field}' is NUMERIC: it is compared with a number, not with ${JSON.stringify(value)}`);
}
