/**
 * Metrics as Prometheus scrapes them: values are summed up here and written as text when they are asked for.
 *
 * 1. What is counted is never lost or reset while the registry lives.
 * 2. A metric has at most `MAX_SERIES` label sets; further ones are counted together, as `overflow="true"`.
 */
import type { InstrumentDefinition, MakeInstrument, MetricLabels, WriteValue } from '@perdure/engine';

/** How names are written. */
export interface PrometheusNames {
  readonly countersTotalSuffix?: boolean;
  readonly unitSuffix?: boolean;
}

const MAX_SERIES = 2_000;
const DEFAULT_BUCKETS = [1, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 60_000] as const;
const UNITS: Readonly<Record<string, string>> = { ms: 'milliseconds', s: 'seconds', By: 'bytes' };
const TYPES = { counter: 'counter', 'up-down-counter': 'gauge', gauge: 'gauge', histogram: 'histogram' } as const;

interface Series {
  readonly labels: string;
  /** The count or value; of a histogram the sum. */
  value: number;
  /** Of a histogram: values up to each bound, and above the last. */
  readonly counts: number[];
}

interface Family {
  readonly name: string;
  readonly definition: InstrumentDefinition;
  readonly bounds: readonly number[];
  readonly series: Map<string, Series>;
}

export class PrometheusRegistry {
  readonly #names: PrometheusNames;
  readonly #families = new Map<string, Family>();

  constructor(names: PrometheusNames = {}) {
    this.#names = names;
  }

  /** Instruments of one name share its values. */
  readonly make: MakeInstrument = (given, definition): WriteValue => {
    const name = nameOf(given, definition, this.#names);
    const family = this.#families.get(name) ?? newFamily(name, definition);
    this.#families.set(name, family);
    return (value, labels) => add(family, value, labels);
  };

  /** Everything, in Prometheus' text format. */
  text(): string {
    return [...this.#families.values()].map(familyText).join('');
  }
}

function nameOf(given: string, { kind, unit }: InstrumentDefinition, names: PrometheusNames): string {
  const name = given.replace(/[^a-zA-Z0-9_:]/g, '_').replace(/^(?=\d)/, '_');
  const suffix = names.unitSuffix && kind === 'histogram' && unit ? `_${UNITS[unit] ?? unit}` : '';
  const withUnit = suffix && !name.endsWith(suffix) ? name + suffix : name;
  return names.countersTotalSuffix && kind === 'counter' && !name.endsWith('_total') ? `${withUnit}_total` : withUnit;
}

function newFamily(name: string, definition: InstrumentDefinition): Family {
  const bounds = definition.kind === 'histogram' ? (definition.buckets ?? DEFAULT_BUCKETS) : [];
  return { name, definition, bounds: [...bounds].sort((a, b) => a - b), series: new Map() };
}

function add(family: Family, value: number, labels: MetricLabels): void {
  const series = seriesOf(family, labels);
  if (family.definition.kind === 'gauge') series.value = value;
  else series.value += value;
  if (family.definition.kind !== 'histogram') return;
  const at = family.bounds.findIndex((bound) => value <= bound);
  const bucket = at === -1 ? family.bounds.length : at;
  series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
}

function seriesOf({ series, bounds }: Family, labels: MetricLabels): Series {
  const text = labelsText(labels);
  const key = series.has(text) || series.size < MAX_SERIES ? text : 'overflow="true"';
  const known = series.get(key);
  if (known) return known;
  const made: Series = { labels: key, value: 0, counts: new Array<number>(bounds.length + 1).fill(0) };
  series.set(key, made);
  return made;
}

/** Labels in one order, so that equal sets are equal texts. */
function labelsText(labels: MetricLabels): string {
  return Object.keys(labels)
    .sort()
    .map((name) => `${name.replace(/[^a-zA-Z0-9_]/g, '_')}="${escaped(String(labels[name]))}"`)
    .join(',');
}

const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

function familyText(family: Family): string {
  const { name, definition } = family;
  const help = (definition.description ?? name).replace(/\\/g, '\\\\').replace(/\n/g, '\\n');
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} ${TYPES[definition.kind]}`];
  for (const series of family.series.values()) {
    if (definition.kind === 'histogram') lines.push(...histogramLines(family, series));
    else lines.push(line(name, series.labels, series.value));
  }
  return `${lines.join('\n')}\n`;
}

function histogramLines({ name, bounds }: Family, { labels, value, counts }: Series): string[] {
  const prefix = labels && `${labels},`;
  let sum = 0;
  const buckets = counts.map((count, at) => {
    sum += count;
    return line(`${name}_bucket`, `${prefix}le="${bounds[at] ?? '+Inf'}"`, sum);
  });
  return [...buckets, line(`${name}_sum`, labels, value), line(`${name}_count`, labels, sum)];
}

const line = (name: string, labels: string, value: number): string =>
  labels ? `${name}{${labels}} ${value}` : `${name} ${value}`;
