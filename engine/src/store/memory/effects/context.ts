import { invariant } from '../../../invariant';
import type { ActivityTask } from '../../../model/task';
import type { EagerOffer, EffectKind, EffectOf } from '../../../model/transition';
import type { Register } from '../guards';
import type { Indexed } from '../list-index';
import type { Run } from '../run';
import type { Turn } from '../turn';
import type { Queued } from '../workflow-task';

/** A transition while its effects are written. */
export interface Applying {
  readonly turn: Turn;
  register: Register;
  /** Runs the register has been on, in order. */
  readonly visited: Set<Run>;
  readonly queued: Queued;
  readonly indexed: Indexed;
  readonly eager?: EagerOffer;
  /** Request id of the transition, or `-`. */
  readonly by: string;
  /** Activities handed out eagerly. */
  readonly activities: ActivityTask[];
  /** Of changes of records. */
  readonly results: string[];
}

export type Apply<K extends EffectKind> = (applying: Applying, effect: EffectOf<K>) => void;

/** The register run; effects are only reached by transitions whose guards made sure of it. */
export function registerRun(applying: Applying): Run {
  const { run } = applying.register;
  invariant(run, `an effect needs a run, and ${applying.register.workflowId} has none`);
  return run;
}

export function moveRegister(applying: Applying, workflowId: string, runId: string): void {
  const run = applying.turn.run(runId);
  applying.register = { workflowId, run };
  if (run) applying.visited.add(run);
}
