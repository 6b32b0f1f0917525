/** What the fields of a record are found by, under all indexes of its entity that have entries of our own. */
import { EngineError } from '../errors';
import { LIMITS } from '../limits';
import { TERM_PART, type TermStart } from '../model/record';
import type { FieldType, IndexedField, StoredIndex } from '../model/record-index';
import { sortable } from '../model/search-attribute';
import { numericOf, tagsOf, wordsOf, wordTerm } from './words';

/** In front of the terms of a field. */
export function termStart(index: string, field: string): string {
  return `${index}${TERM_PART}${field}${TERM_PART}`;
}

/** @throws LIMIT_EXCEEDED when it has too many terms, or one that is too long. */
export function fieldTerms(indexes: readonly StoredIndex[], field: string, value: string): readonly string[] {
  return indexes.flatMap(({ name, fields }) => {
    const indexed = fields[field];
    if (!indexed) return [];
    const terms = valueTerms(indexed, value);
    checkTerms(field, terms);
    return terms.map((term) => termStart(name, field) + term);
  });
}

/** What the value is found by, in a field of this type. */
function valueTerms(field: IndexedField, value: string): readonly string[] {
  return [...new Set(TERMS[field.type](value, field))];
}

/** How the terms of a field begin that the store calculates. */
export function numberStarts(indexes: readonly StoredIndex[], field: string): readonly TermStart[] {
  return indexes.flatMap(({ name, fields }) => {
    const indexed = fields[field];
    if (!indexed) return [];
    checkCalculable(field, indexed);
    return [{ as: AS[indexed.type], start: termStart(name, field) }];
  });
}

const TERMS = {
  TEXT: (value, field) => wordsOf(value).map((word) => wordTerm(word, field)),
  TAG: (value, field) => tagsOf(value, field),
  NUMERIC: (value) => {
    const number = numericOf(value);
    return number === undefined ? [] : [sortable(number)];
  },
} satisfies Record<FieldType, (value: string, field: IndexedField) => readonly string[]>;

const AS = { TEXT: 'words', TAG: 'text', NUMERIC: 'number' } as const satisfies Record<FieldType, TermStart['as']>;

function checkTerms(field: string, terms: readonly string[]): void {
  if (terms.length > LIMITS.recordTerms) {
    throw new EngineError(
      'LIMIT_EXCEEDED',
      `Field '${field}' has ${terms.length} different words or tags, an index takes ${LIMITS.recordTerms}: leave it out of the index`,
    );
  }
  const long = terms.find((term) => term.length > LIMITS.recordTermLength);
  if (long === undefined) return;
  throw new EngineError(
    'LIMIT_EXCEEDED',
    `A word or tag of field '${field}' has ${long.length} characters, an index takes ${LIMITS.recordTermLength}: shorten it, or leave the field out of the index`,
  );
}

function checkCalculable(field: string, { type, separator }: IndexedField): void {
  if (type !== 'TAG' || separator === undefined || !/[0-9.e+-]/.test(separator)) return;
  throw new EngineError(
    'INVALID_ARGUMENT',
    `Field '${field}' cannot be calculated with: its tags are separated by '${separator}', which numbers contain`,
  );
}
