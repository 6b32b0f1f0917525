import type { ReplayVerdict } from '../checks/replay/replay-histories';
import type { TypeVerdict } from '../checks/types/check-types';
import type { Ran } from '../host/protocol';
import type { ListedScenario } from '../scenarios/manifest';
import type { Target } from '../scenarios/scenario';

/** One scenario on one target. */
export interface Run {
  readonly scenario: ListedScenario;
  readonly target: Target;
  readonly ran: Ran;
}

/** What has been seen; `judge` says what it means. */
export interface Evidence {
  readonly runs: readonly Run[];
  /** `after` is undefined where no migrated program was run. */
  readonly types: { readonly before: TypeVerdict; readonly after: TypeVerdict | undefined };
  readonly replay: { readonly perdure: ReplayVerdict; readonly temporal: ReplayVerdict };
}
