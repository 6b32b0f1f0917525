import type { Timing } from './measure';

/** One row of the answer; the shape is promised by the README of this folder. */
export interface Result {
  readonly system: 'perdure' | 'hotmesh' | 'bullmq';
  readonly scenario: string;
  readonly inFlight: number;
  readonly perSecond?: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  /** What is not a rate or a latency, with its unit in the name. */
  readonly values?: Readonly<Record<string, number>>;
}

export function row(
  scenario: string,
  inFlight: number,
  { perSecond, p50Ms, p99Ms }: Timing,
  values?: Record<string, number>,
): Result {
  return { system: 'perdure', scenario, inFlight, perSecond, p50Ms, p99Ms, values };
}
