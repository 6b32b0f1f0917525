/** What a run of the suite comes to. `--json` prints it as it is. */
import type { Target } from '../scenarios/scenario';

/** `notDone`: a check that needs something that is not installed here. Neither passed nor failed. */
export type Status = 'passed' | 'failed' | 'knownGap' | 'notDone';

export interface ScenarioResult {
  readonly area: string;
  readonly name: string;
  readonly target: Target;
  readonly status: Status;
  readonly ms: number;
  readonly reason?: string;
}

export interface Report {
  readonly summary: { readonly passed: number; readonly failed: number; readonly knownGaps: number };
  readonly scenarios: readonly ScenarioResult[];
}

export function reportOf(scenarios: readonly ScenarioResult[]): Report {
  const count = (status: Status): number => scenarios.filter((result) => result.status === status).length;
  return {
    summary: { passed: count('passed'), failed: count('failed'), knownGaps: count('knownGap') },
    scenarios,
  };
}
