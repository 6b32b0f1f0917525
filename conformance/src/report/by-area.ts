import type { Report, ScenarioResult, Status } from '../suite/report';

export interface Tally {
  readonly area: string;
  readonly target: ScenarioResult['target'];
  readonly passed: number;
  readonly failed: number;
  readonly knownGaps: number;
}

/** Counts of each area on each target, in the order of the report. Checks that were not done have none. */
export function tallies({ scenarios }: Report): Tally[] {
  const groups = new Map<string, ScenarioResult[]>();
  for (const result of scenarios) {
    if (result.status === 'notDone') continue;
    const key = `${result.target} ${result.area}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].map(tallyOf);
}

function tallyOf(results: readonly ScenarioResult[]): Tally {
  const count = (status: Status): number => results.filter((result) => result.status === status).length;
  const { area, target } = results[0] as ScenarioResult;
  return { area, target, passed: count('passed'), failed: count('failed'), knownGaps: count('knownGap') };
}
