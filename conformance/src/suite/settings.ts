import type { ListedScenario } from '../scenarios/manifest';
import type { Target } from '../scenarios/scenario';

/** A server to run on, and where on it. */
export interface Place {
  readonly target: Target;
  readonly address: string;
  readonly namespace: string;
}

export interface SuiteSettings {
  readonly places: readonly Place[];
  readonly scenarios: readonly ListedScenario[];
  /** In all names, and the order in which scenarios begin. */
  readonly seed: string;
  /** Scenarios beside each other on each target. */
  readonly concurrency: number;
  /** Checks that were not wanted. */
  readonly without: readonly ('types' | 'replay')[];
  /** For one program. */
  readonly timeoutMs: number;
}
