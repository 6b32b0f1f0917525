/** What a search asks for, and whether a record is one of those. Fields are those of the index. */
import type { IndexedField, StoredIndex } from '../model/record-index';
import { numericOf, tagsOf, tagTerm, wordsOf, wordTerm } from './words';

export interface Bound {
  readonly value: number;
  /** The value itself does not count. */
  readonly open: boolean;
}

export type RecordQuery =
  /** Everything when there are none. */
  | { readonly is: 'all'; readonly of: readonly RecordQuery[] }
  | { readonly is: 'any'; readonly of: readonly RecordQuery[] }
  /** TAG: one of these. */
  | { readonly is: 'tag'; readonly field: string; readonly tags: readonly string[] }
  /** NUMERIC. */
  | { readonly is: 'number'; readonly field: string; readonly from?: Bound; readonly to?: Bound }
  /** TEXT: all of the words; `phrase`: one after the other, as they are written. */
  | { readonly is: 'words'; readonly field: string; readonly text: string; readonly phrase: boolean };

export type FieldQuery = Exclude<RecordQuery, { of: unknown }>;
type Row = Readonly<Record<string, string>>;

/** The fields it looks at. */
export function fieldsOf(query: RecordQuery): readonly string[] {
  return 'of' in query ? [...new Set(query.of.flatMap(fieldsOf))] : [query.field];
}

export function matches(query: RecordQuery, { fields }: Pick<StoredIndex, 'fields'>, row: Row): boolean {
  const one = (part: RecordQuery): boolean => matches(part, { fields }, row);
  if (query.is === 'all') return query.of.every(one);
  if (query.is === 'any') return query.of.some(one);
  const field = fields[query.field];
  const value = row[query.field];
  return field !== undefined && value !== undefined && fits(query, field, value);
}

function fits(query: FieldQuery, field: IndexedField, value: string): boolean {
  switch (query.is) {
    case 'tag': {
      const tags = tagsOf(value, field);
      return query.tags.some((tag) => tags.includes(tagTerm(tag, field)));
    }
    case 'number': {
      const number = numericOf(value);
      return number !== undefined && isWithin(number, query);
    }
    case 'words':
      return query.phrase ? hasPhrase(value, query.text) : hasWords(value, query.text, field);
  }
}

function isWithin(value: number, { from, to }: Extract<FieldQuery, { is: 'number' }>): boolean {
  if (from && (from.open ? value <= from.value : value < from.value)) return false;
  return !to || (to.open ? value < to.value : value <= to.value);
}

function hasWords(value: string, text: string, field: IndexedField): boolean {
  const terms = new Set(wordsOf(value).map((word) => wordTerm(word, field)));
  const wanted = wordsOf(text);
  return wanted.length > 0 && wanted.every((word) => terms.has(wordTerm(word, field)));
}

function hasPhrase(value: string, text: string): boolean {
  const words = wordsOf(value);
  const wanted = wordsOf(text);
  if (wanted.length === 0) return false;
  return words.some((_, at) => wanted.every((word, index) => words[at + index] === word));
}
