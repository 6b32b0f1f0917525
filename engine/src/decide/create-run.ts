import type { ParentRef } from '../model/event';
import type { Effect, Guard, NewRun } from '../model/transition';

/** Run id of the parent, on a child: what `childOf` looks at. */
const PARENT = 'parent';

/** Creates a run, without its first task. */
export function createRun(run: NewRun, parent: ParentRef | undefined): readonly Effect[] {
  const create: Effect = { do: 'createRun', run };
  return parent ? [create, { do: 'set', hash: 'run', field: PARENT, value: parent.runId }] : [create];
}

/** The register run is a child of this run. */
export function childOf(parentRunId: string): Guard {
  return { is: 'field', hash: 'run', field: PARENT, in: [parentRunId] };
}
