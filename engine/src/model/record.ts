/**
 * Records: fields of a workflow id beside its runs. A record belongs to the id's chain: it is empty when a new chain begins
 * under the id, and goes with the id's last run. It can be written while that run is closed but kept.
 */

/** One change of one field. The terms it is found by stand complete: `<index>\u0001<field>\u0001<term>`. */
export type FieldChange =
  | { readonly change: 'set'; readonly field: string; readonly value: string; readonly terms: readonly string[] }
  | { readonly change: 'unset'; readonly field: string }
  | {
      readonly change: 'add' | 'multiply';
      readonly field: string;
      readonly by: string;
      readonly starts: readonly TermStart[];
    }
  /** What a field is found by, should it still have this value: an index is being filled. */
  | { readonly change: 'terms'; readonly field: string; readonly value: string; readonly terms: readonly string[] };

/** How terms of a calculated field end: with the number in sortable form, with its text, or one for each word of that. */
export interface TermStart {
  readonly as: 'number' | 'text' | 'words';
  readonly start: string;
}

/** Between the parts of a term, and never in one of them. */
export const TERM_PART = '\u0001';

/** What a number looks like in a field. */
const NUMBER = /^-?\d+\.?\d*(?:[eE][+-]?\d+)?$/;

/** A larger number is not calculated with: the result of two of them is still a number. */
export const NUMBER_MAX = 1e150;

/** The number that a field holds; undefined when it holds none, or one that is too large. */
export function numberOf(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : NaN;
  return Math.abs(value) <= NUMBER_MAX ? value : undefined;
}

/** Digits that tell two numbers apart always: 17; most need fewer. */
const PRECISIONS = [15, 16, 17] as const;
const WHOLE_MAX = 1e15;

/** A number as a field holds it: the shortest form that reads as the same number. The scripts write it the same way. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < WHOLE_MAX) return String(value === 0 ? 0 : value);
  const precision = PRECISIONS.find((digits) => Number(value.toPrecision(digits)) === value) ?? 17;
  return general(value, precision);
}

/** C's `%.<precision>g`. */
function general(value: number, precision: number): string {
  const [digits = '', power = '0'] = value.toExponential(precision - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < precision) return withoutZeros(value.toFixed(precision - 1 - exponent));
  const sign = exponent < 0 ? '-' : '+';
  return `${withoutZeros(digits)}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
