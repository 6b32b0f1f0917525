import { COMPARISONS, reduced, type Comparison, type Golden } from '../scenarios/golden';

type Sequences = Golden['histories'];

/** What differs first, in one sentence; undefined when nothing does. */
export function differenceFrom(golden: Golden, sequences: Sequences): string | undefined {
  const labels = new Set([...Object.keys(golden.histories), ...Object.keys(sequences)]);
  for (const label of labels) {
    const expected = golden.histories[label];
    const actual = sequences[label];
    if (expected === undefined) return `the history of '${label}' is not in golden.json`;
    if (actual === undefined) return `there is no history of '${label}'`;
    const difference = firstDifference(reduced(expected, golden.compare), reduced(actual, golden.compare));
    if (difference !== undefined) return `history of '${label}' (compared ${golden.compare}): ${difference}`;
  }
  return undefined;
}

function firstDifference(expected: readonly string[], actual: readonly string[]): string | undefined {
  const length = Math.max(expected.length, actual.length);
  const at = Array.from({ length }, (_, index) => index).find((index) => expected[index] !== actual[index]);
  if (at === undefined) return undefined;
  return `event ${at + 1} is ${actual[at] ?? 'missing'}, golden.json says ${expected[at] ?? 'nothing'}`;
}

/** The strictest comparison, not stricter than `atLeast`, under which all of these agree; undefined: none does. */
export function agreeingComparison(runs: readonly Sequences[], atLeast: Comparison = 'exact'): Comparison | undefined {
  const [first = {}, ...others] = runs;
  const candidates = COMPARISONS.slice(COMPARISONS.indexOf(atLeast));
  return candidates.find((compare) =>
    others.every((other) => differenceFrom({ compare, histories: first }, other) === undefined),
  );
}
