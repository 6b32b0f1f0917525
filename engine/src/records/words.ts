/** How texts become words and tags: as Redis' query engine has it, so that both ways of searching agree. */
// @ts-expect-error It has no types.
import porter2 from 'wink-porter2-stemmer';
import { DEFAULT_SEPARATOR, type IndexedField } from '../model/record-index';

/** Snowball's English stemmer. */
const stem = porter2 as (word: string) => string;

/** What stands between words. The underscore belongs to a word. */
const BETWEEN = /[\s,./(){}[\]:;~!@#$%^&*\-=+|'`"<>?\u0000-\u001f]+/;

/** Lower-cased words in their order. */
export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(BETWEEN)
    .filter((word) => word !== '');
}

/** What a word of the field is found by. */
export function wordTerm(word: string, { noStem = false }: IndexedField): string {
  return noStem ? word : stem(word);
}

/** The tags of a value. */
export function tagsOf(value: string, field: IndexedField): readonly string[] {
  return value
    .split(field.separator ?? DEFAULT_SEPARATOR)
    .map((tag) => tagTerm(tag, field))
    .filter((tag) => tag !== '');
}

/** What one tag is found by. */
export function tagTerm(tag: string, { caseSensitive = false }: IndexedField): string {
  const text = tag.trim().replaceAll(CONTROL, '\uFFFD');
  return caseSensitive ? text : text.toLowerCase();
}

/** These are between the parts of entries. */
const CONTROL = /[\u0000\u0001]/g;

/** The number that a field of type NUMERIC holds; undefined when it holds none. */
export function numericOf(value: string): number | undefined {
  const number = value.trim() === '' ? NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}
