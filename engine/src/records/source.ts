/** Where the records that a query selects stand in the list index. */
import type { StoredIndex } from '../model/record-index';
import { sortable } from '../model/search-attribute';
import { RECORD_ENTRY } from '../store/record-terms';
import type { EntryRange } from '../store/contract';
import { entityKey } from './check';
import type { FieldQuery, RecordQuery } from './query';
import { termStart } from './terms';
import { tagTerm, wordsOf, wordTerm } from './words';

/** Ranges of entries that have every record the query selects. */
export interface RecordSource {
  readonly ranges: readonly EntryRange[];
  /** There are no others in them. */
  readonly exact: boolean;
  /** A record stands in one of them, once. */
  readonly once: boolean;
  /** Within each range records come newest first. */
  readonly ordered: boolean;
}

/** Sources to choose from for a query that is no `all`; of words each alone would do. */
export function sourcesOf(query: FieldQuery, index: StoredIndex): readonly RecordSource[] {
  const start = RECORD_ENTRY.field + termStart(index.name, query.field);
  const field = index.fields[query.field];
  if (!field) return [];
  switch (query.is) {
    case 'tag': {
      const tags = [...new Set(query.tags.map((tag) => tagTerm(tag, field)))];
      return [
        { ranges: tags.map((tag) => valueRange(start + tag)), exact: true, once: tags.length <= 1, ordered: true },
      ];
    }
    case 'number':
      return [{ ranges: [numberRange(start, query)], exact: true, once: true, ordered: false }];
    case 'words': {
      const words = wordsOf(query.text);
      const exact = words.length === 1 && (!query.phrase || field.noStem === true);
      if (words.length === 0) return [{ ranges: [], exact: true, once: true, ordered: true }];
      return words.map((word) => ({
        ranges: [valueRange(start + wordTerm(word, field))],
        exact,
        once: true,
        ordered: true,
      }));
    }
  }
}

/** Every record of the index. */
export function everything({ entities }: StoredIndex): RecordSource {
  const ranges = entities.map((entity) => valueRange(RECORD_ENTRY.entity + entityKey(entity)));
  return { ranges, exact: true, once: true, ordered: true };
}

/** Entries of one value. */
export function valueRange(value: string): EntryRange {
  return { min: `${value}\0`, max: `${value}\u0001` };
}

/** Behind every digit of a number in sortable form. */
const AFTER_DIGITS = 'g';

/** Entries of a field's numbers between two bounds. */
export function numberRange(
  start: string,
  { from, to }: Pick<Extract<RecordQuery, { is: 'number' }>, 'from' | 'to'>,
): EntryRange {
  const min = from ? start + sortable(from.value) + (from.open ? '\u0001' : '') : start;
  const max = to ? start + sortable(to.value) + (to.open ? '' : '\u0001') : start + AFTER_DIGITS;
  return { min, max };
}
