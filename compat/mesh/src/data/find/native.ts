/** Queries and commands of Redis' query engine, as text. */
import type { IndexedField, RecordIndex, RecordQuery } from '@perdure/engine';
import { wordsOf } from '@perdure/engine/lib/records/words';

/** In front of the names of fields in Redis. */
const FIELD = '_';

type Fields = Readonly<Record<string, IndexedField>>;

/** A query in the syntax of RediSearch 2 (both dialects). What users have given is escaped. */
export function nativeQuery(query: RecordQuery, fields: Fields): string {
  switch (query.is) {
    case 'all': {
      const parts = query.of.map((part) => within(part, fields, query.of.length > 1));
      return parts.length === 0 ? '*' : parts.join(' ');
    }
    case 'any':
      return `(${query.of.map((part) => `(${nativeQuery(part, fields)})`).join('|')})`;
    case 'tag':
      return ofField(query.field, `{${query.tags.map((tag) => escaped(tag.trim())).join('|')}}`);
    case 'number':
      return ofField(query.field, `[${bound(query.from, '-inf')} ${bound(query.to, '+inf')}]`);
    case 'words':
      return ofField(query.field, wordsQuery(query, fields[query.field]?.noStem === true));
  }
}

/** A group inside of others stands in parentheses. */
function within(part: RecordQuery, fields: Fields, hasOthers: boolean): string {
  const text = nativeQuery(part, fields);
  return part.is === 'all' && hasOthers ? `(${text})` : text;
}

function ofField(field: string, value: string): string {
  return `@${escaped(FIELD + field)}:${value}`;
}

type Of<K extends RecordQuery['is']> = Extract<RecordQuery, { is: K }>;

/** What stands in quotes is taken as it is; other words are looked for by their stem too. */
function wordsQuery({ text, phrase }: Of<'words'>, noStem: boolean): string {
  const words = wordsOf(text).map(escaped);
  if (phrase || (noStem && words.length === 1)) return `"${words.join(' ')}"`;
  return `(${words.map((word) => (noStem ? `"${word}"` : word)).join(' ')})`;
}

function bound(bound: Of<'number'>['from'], none: string): string {
  if (!bound || Math.abs(bound.value) === Infinity) return none;
  return `${bound.open ? '(' : ''}${bound.value}`;
}

/** A backslash before everything that is neither a letter, a digit nor an underscore. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M}_]/gu, '\\$&');
}

/** The command that makes an index of hashes with these prefixes. */
export function createCommand(name: string, prefixes: readonly string[], { fields }: RecordIndex): readonly string[] {
  const schema = Object.entries(fields).flatMap(([field, options]) => [FIELD + field, ...fieldArgs(options)]);
  const where = ['ON', 'HASH', 'PREFIX', String(prefixes.length), ...prefixes];
  // Every word counts, as it does in the indexes of our own.
  return ['FT.CREATE', name, ...where, 'STOPWORDS', '0', 'SCHEMA', ...schema];
}

function fieldArgs({ type, noStem, weight, separator, caseSensitive, sortable }: IndexedField): readonly string[] {
  return [
    type,
    ...(type === 'TEXT' && noStem ? ['NOSTEM'] : []),
    ...(type === 'TEXT' && weight !== undefined ? ['WEIGHT', String(weight)] : []),
    ...(type === 'TAG' && separator !== undefined ? ['SEPARATOR', separator] : []),
    ...(type === 'TAG' && caseSensitive ? ['CASESENSITIVE'] : []),
    ...(sortable ? ['SORTABLE'] : []),
  ];
}

export interface NativePage {
  readonly start: number;
  readonly size: number;
  readonly fields?: readonly string[];
  readonly sort?: { readonly field: string; readonly descending: boolean };
}

export function searchCommand(
  name: string,
  query: string,
  { start, size, fields, sort }: NativePage,
): readonly string[] {
  return [
    'FT.SEARCH',
    name,
    query,
    ...(fields ? ['RETURN', String(fields.length), ...fields.map((field) => FIELD + field)] : []),
    ...(sort ? ['SORTBY', FIELD + sort.field, sort.descending ? 'DESC' : 'ASC'] : []),
    'LIMIT',
    String(start),
    String(size),
    'DIALECT',
    '2',
  ];
}

/** Of a reply: how many there are, and the fields of those of the page, `$` being the key. */
export function readReply(reply: unknown): { count: number; rows: ({ $: string } & Record<string, string>)[] } {
  const [count = 0, ...rest] = reply as [number?, ...unknown[]];
  const rows: ({ $: string } & Record<string, string>)[] = [];
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const row: { $: string } & Record<string, string> = { $: String(rest[at]) };
    const flat = (rest[at + 1] ?? []) as readonly string[];
    for (let n = 0; n + 1 < flat.length; n += 2) {
      const name = String(flat[n]);
      row[name.startsWith(FIELD) ? name.slice(FIELD.length) : name] = String(flat[n + 1]);
    }
    rows.push(row);
  }
  return { count: Number(count), rows };
}
