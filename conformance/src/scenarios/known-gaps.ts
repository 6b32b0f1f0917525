/** Scenarios that do not pass yet, each with the reason, in scenarios/known-gaps.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourcesFolder } from './folders';
import type { Target } from './scenario';

export interface KnownGap {
  readonly scenario: string;
  /** Without one: on every target. */
  readonly target?: Target;
  readonly reason: string;
}

export function readKnownGaps(): KnownGap[] {
  return JSON.parse(readFileSync(join(sourcesFolder, 'known-gaps.json'), 'utf8')) as KnownGap[];
}

export function findGap(gaps: readonly KnownGap[], scenario: string, target: Target): KnownGap | undefined {
  return gaps.find((gap) => gap.scenario === scenario && (gap.target ?? target) === target);
}
