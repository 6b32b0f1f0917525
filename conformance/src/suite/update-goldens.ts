/** Writes golden.json from what was seen. For who develops the suite. */
import { agreeingComparison } from '../checks/compare-golden';
import { readGolden, sequencesOf, writeGolden, type Golden } from '../scenarios/golden';
import type { Run } from './evidence';

/**
 * A golden sequence that holds stays, its comparison loosened as far as this run needs it. One that does not hold under
 * any comparison is replaced. Programs that failed change nothing.
 */
export function updateGoldens(runs: readonly Run[]): void {
  for (const id of new Set(runs.map(({ scenario }) => scenario.id))) {
    const own = runs.filter(({ scenario }) => scenario.id === id);
    if (own.some(({ ran }) => ran.error !== undefined)) continue;
    const seen = own.map(({ ran }) => sequencesOf(ran.histories));
    writeGolden(id, merged(readGolden(id), seen));
  }
}

function merged(golden: Golden | undefined, seen: readonly Golden['histories'][]): Golden {
  const kept = golden && agreeingComparison([golden.histories, ...seen], golden.compare);
  if (golden && kept) return { compare: kept, histories: golden.histories };
  const [histories = {}] = seen;
  const compare = agreeingComparison(seen);
  if (compare === undefined)
    throw new Error('Its histories differ from one target to the other, whatever the comparison');
  return { compare, histories };
}
