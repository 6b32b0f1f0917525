import { EngineError } from '../errors';

/** A part of a query: where it begins (from 0) and what it says. */
export interface Spot {
  readonly at: number;
  readonly text: string;
}

/** A list filter that cannot be understood: where, what was found, and what would do. */
export function queryError(query: string, spot: Spot, problem: string): EngineError {
  const column = spot.at + 1;
  return new EngineError('INVALID_ARGUMENT', `invalid query at column ${column}: ${problem} (query: ${short(query)})`, {
    column,
    found: spot.text,
  });
}

/** What was found, and what was expected there. */
export function unexpected(query: string, spot: Spot, expected: readonly string[]): EngineError {
  const found = spot.text === '' ? 'the end of the query' : spot.text;
  const wanted = expected.length === 1 ? expected[0] : `one of ${expected.join(', ')}`;
  return queryError(query, spot, `found ${found}, expected ${wanted}`);
}

function short(query: string): string {
  return query.length > 200 ? `${query.slice(0, 200)}...` : query;
}

/** The name that was probably meant. */
export function closest(name: string, names: readonly string[]): string | undefined {
  const scored = names.map((one) => [distance(name.toLowerCase(), one.toLowerCase()), one] as const);
  const [best] = scored.sort(([a], [b]) => a - b);
  return best && best[0] <= Math.max(2, name.length / 3) ? best[1] : undefined;
}

/** Insertions, deletions and replacements between two texts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
