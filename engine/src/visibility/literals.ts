/** Values in queries, as their attribute's type wants them. Undefined: it cannot be one. */
import type { AttributeScalar, AttributeType } from '../model/search-attribute';
import { RUN_STATUSES, type RunStatus } from '../model/status';
import type { Literal } from './ast';

export type ReadLiteral = (literal: Literal) => AttributeScalar | undefined;

const NANOS_PER_MS = 1_000_000n;
/** The smallest part of a millisecond that is still told apart beside the milliseconds since the epoch. */
const LEAST_FRACTION = 0.001;

/** What a query calls the statuses. */
const STATUS_NAMES = {
  RUNNING: 'Running',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELLED: 'Canceled',
  TERMINATED: 'Terminated',
  CONTINUED_AS_NEW: 'ContinuedAsNew',
  TIMED_OUT: 'TimedOut',
} as const satisfies Record<RunStatus, string>;

/** Milliseconds from RFC 3339, or from nanoseconds since the epoch. */
const moment: ReadLiteral = ({ value }) => {
  if (/^-?\d+$/.test(value)) return millis(BigInt(value));
  const match = /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)?)?$/.exec(value);
  if (!match) return undefined;
  const [, day = '', time = '00:00:00', fraction = '0', zone = 'Z'] = match;
  const ms = Date.parse(`${day}T${time}${zone.toUpperCase()}`);
  return Number.isNaN(ms) ? undefined : ms + millis(BigInt(fraction.padEnd(9, '0')));
};

/** Whole milliseconds come out exact, and what lies between two of them stays between them. */
function millis(nanos: bigint): number {
  const rest = Number(nanos % NANOS_PER_MS) / Number(NANOS_PER_MS);
  const fraction =
    rest === 0 ? 0 : Math.sign(rest) * Math.min(1 - LEAST_FRACTION, Math.max(LEAST_FRACTION, Math.abs(rest)));
  return Number(nanos / NANOS_PER_MS) + fraction;
}

const number: ReadLiteral = ({ value }) => {
  const found = value.trim() === '' ? NaN : Number(value);
  return Number.isFinite(found) ? found : undefined;
};

export const READ_LITERAL = {
  Keyword: ({ value, quoted }) => (quoted ? value : undefined),
  KeywordList: ({ value, quoted }) => (quoted ? value : undefined),
  Text: ({ value, quoted }) => (quoted ? value : undefined),
  Int: (literal) => {
    const found = number(literal);
    return Number.isInteger(found) ? found : undefined;
  },
  Double: number,
  Bool: ({ value }) => ({ true: true, false: false })[value.toLowerCase()],
  Datetime: moment,
} as const satisfies Record<AttributeType, ReadLiteral>;

/** What the types want, for errors. */
export const LITERAL_FORMS = {
  Keyword: 'a text in quotes',
  KeywordList: 'a text in quotes',
  Text: 'a text in quotes',
  Int: 'a whole number',
  Double: 'a number',
  Bool: 'true or false',
  Datetime: "a moment like '2025-01-31T15:04:05Z', or nanoseconds since the epoch",
} as const satisfies Record<AttributeType, string>;

export const readStatus: ReadLiteral = ({ value }) => {
  const wanted = value.toLowerCase().replaceAll('_', '');
  return RUN_STATUSES.find(
    (status) => STATUS_NAMES[status].toLowerCase() === wanted || status.toLowerCase().replaceAll('_', '') === wanted,
  );
};
export const STATUS_FORM = `one of ${Object.values(STATUS_NAMES)
  .map((name) => `'${name}'`)
  .join(', ')}`;

const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
  d: 8.64e13,
};

/** Nanoseconds from a number, "1h30m" or "HH:MM:SS". */
export const readDuration: ReadLiteral = ({ value }) => {
  if (/^-?\d+$/.test(value)) return Number(value);
  const clock = /^(\d+):([0-5]\d):([0-5]\d)(\.\d+)?$/.exec(value);
  if (clock) {
    const [, hours, minutes, seconds, fraction = ''] = clock;
    return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds + fraction)) * 1e9;
  }
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d))+$/.test(value)) return undefined;
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d)/g)];
  return parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (UNITS[unit] as number), 0);
};
export const DURATION_FORM = "a duration like '5m', '1h30m' or '01:30:00', or nanoseconds";
