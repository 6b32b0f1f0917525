/** One comparison of a filter: whether a run passes it, and where the index has those that do. */
import { compareText } from '../model/compare-text';
import { type AttributeScalar, words } from '../model/search-attribute';
import { RUN_STATUSES } from '../model/status';
import type { Operator } from './ast';
import type { Attribute, Candidate } from './attributes';
import { ANY_TIME, type Source, type Window } from './source';

export interface Condition {
  readonly fields: readonly string[];
  readonly holds: (candidate: Candidate) => boolean;
  /** Each of them has every run that passes. */
  readonly sources: readonly Source[];
  readonly window: Window;
  /** `window`: it says no more than the window. A source: it has exactly the runs that pass, each once. */
  readonly exact?: 'window' | Source;
}

export interface Compared {
  readonly attribute: Attribute;
  readonly operator: Operator;
  readonly negated: boolean;
  readonly values: readonly AttributeScalar[];
}

export function compareAttribute(compared: Compared): Condition {
  const { attribute, negated } = compared;
  if (attribute.special === 'status' && negated && compared.operator !== 'NULL') return otherStatuses(compared);
  const test = testOf(compared);
  const holds = (candidate: Candidate): boolean => test(attribute.values(candidate)) !== negated;
  const base = { fields: attribute.fields, holds, sources: [], window: ANY_TIME };
  if (attribute.special === 'start') return { ...base, ...windowOf(compared) };
  const source = sourceOf(compared);
  if (!source) return base;
  return { ...base, sources: [source], ...(isExact(compared, source) ? { exact: source } : {}) };
}

/** Every run has one status, so what is not some of them is one of the others. */
function otherStatuses(compared: Compared): Condition {
  const test = testOf(compared);
  const values = RUN_STATUSES.filter((status) => !test([status]));
  return compareAttribute({ ...compared, operator: 'IN', negated: false, values });
}

function testOf({ attribute, operator, values }: Compared): (actual: readonly AttributeScalar[]) => boolean {
  if (operator === 'NULL') return (actual) => actual.length === 0;
  const [first, second] = values;
  if (attribute.type === 'Text') {
    const wanted = words(String(first));
    return (actual) => actual.some((text) => words(String(text)).some((word) => wanted.includes(word)));
  }
  const one = SINGLE[operator](values, first, second);
  return (actual) => actual.some(one);
}

type Single = (
  values: readonly AttributeScalar[],
  first: AttributeScalar | undefined,
  second: AttributeScalar | undefined,
) => (actual: AttributeScalar) => boolean;

const SINGLE = {
  '=': (_values, first) => (actual) => actual === first,
  '<': (_values, first) => (actual) => compareValues(actual, first) < 0,
  '<=': (_values, first) => (actual) => compareValues(actual, first) <= 0,
  '>': (_values, first) => (actual) => compareValues(actual, first) > 0,
  '>=': (_values, first) => (actual) => compareValues(actual, first) >= 0,
  BETWEEN: (_values, first, second) => (actual) =>
    compareValues(actual, first) >= 0 && compareValues(actual, second) <= 0,
  IN: (values) => (actual) => values.includes(actual),
  STARTS_WITH: (_values, first) => (actual) => String(actual).startsWith(String(first)),
} satisfies Record<Exclude<Operator, 'NULL'>, Single>;

/** Texts by their bytes, as the index has them; numbers and truth as numbers. */
export function compareValues(a: AttributeScalar | undefined, b: AttributeScalar | undefined): number {
  return typeof a === 'string' ? compareText(a, String(b)) : Number(a) - Number(b);
}

/** Starts are whole milliseconds, bounds of queries may be finer. */
function windowOf({ operator, negated, values }: Compared): Partial<Condition> {
  if (negated || operator === 'NULL' || operator === 'IN' || operator === 'STARTS_WITH') return {};
  const [first, second] = values.map(Number) as [number, number];
  const window = {
    '=': { fromMs: Math.ceil(first), toMs: Math.floor(first) },
    '<': { fromMs: -Infinity, toMs: Math.ceil(first) - 1 },
    '<=': { fromMs: -Infinity, toMs: Math.floor(first) },
    '>': { fromMs: Math.floor(first) + 1, toMs: Infinity },
    '>=': { fromMs: Math.ceil(first), toMs: Infinity },
    BETWEEN: { fromMs: Math.ceil(first), toMs: Math.floor(second) },
  }[operator];
  return { window, exact: 'window' };
}

function sourceOf({ attribute, operator, negated, values }: Compared): Source | undefined {
  const { index, special } = attribute;
  if (special === 'runId' && !negated && (operator === '=' || operator === 'IN')) {
    return { kind: 'runs', runIds: [...new Set(values.map(String))] };
  }
  if (!index) return undefined;
  const { start, end, term } = index;
  if (operator === 'NULL') return negated ? { kind: 'spans', ranges: [{ min: start, max: end }] } : undefined;
  if (negated) return undefined;
  const [first, second] = values;
  if (operator === '=' || operator === 'IN') {
    const wanted = attribute.type === 'Text' ? words(String(first)) : values;
    return { kind: 'places', prefixes: [...new Set(wanted.map((value) => `${start}${term(value)}\0`))] };
  }
  const from = (value: AttributeScalar | undefined): string => start + term(value as AttributeScalar);
  return { kind: 'spans', ranges: [{ min: start, max: end, ...SPAN[operator](from(first), () => from(second)) }] };
}

/** Behind an entry's value stands a zero byte: a value's own entries come after it, and before it with AFTER. */
const AFTER = '\u0001';
/** Above every character that texts have. */
const LAST = '\u{10FFFF}';

const SPAN = {
  '<': (first) => ({ max: first }),
  '<=': (first) => ({ max: first + AFTER }),
  '>': (first) => ({ min: first + AFTER }),
  '>=': (first) => ({ min: first }),
  BETWEEN: (first, second) => ({ min: first, max: second() + AFTER }),
  STARTS_WITH: (first) => ({ min: first, max: first + LAST }),
} satisfies Record<
  Exclude<Operator, '=' | 'IN' | 'NULL'>,
  (first: string, second: () => string) => { readonly min?: string; readonly max?: string }
>;

/** Whether the source has just the runs that pass, none of them twice. */
function isExact({ attribute, operator }: Compared, source: Source): boolean {
  if (source.kind === 'runs') return false;
  if (attribute.type === 'Text' || attribute.type === 'KeywordList') {
    return operator === '=' && source.kind === 'places' && source.prefixes.length === 1;
  }
  return true;
}
