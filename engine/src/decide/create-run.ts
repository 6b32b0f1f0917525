import type { WorkflowExecutionStarted } from '../model/event';
import type { Effect, Guard, NewRun } from '../model/transition';
import { attributeEffects } from './search-attributes';

/** Run id of the parent, on a child: what `childOf` looks at. */
const PARENT = 'parent';

/** Workflow id of the parent, on a child: lists find it by that. */
const PARENT_ID = 'parentId';

/** How long the run is kept after its end, when that is its own affair; the stores look at it when the run closes. */
export const KEEP = 'keep';

/** Remembers on the run how long it is kept. */
export function keepEffects(retentionMs: number | undefined): readonly Effect[] {
  return retentionMs === undefined ? [] : [{ do: 'set', hash: 'run', field: KEEP, value: String(retentionMs) }];
}

/** Creates a run, without its first task. */
export function createRun(
  run: NewRun,
  {
    parent,
    searchAttributes,
    retentionMs,
  }: Pick<WorkflowExecutionStarted, 'parent' | 'searchAttributes' | 'retentionMs'> = {},
): readonly Effect[] {
  const effects: Effect[] = [{ do: 'createRun', run }, ...keepEffects(retentionMs)];
  if (parent) {
    effects.push({ do: 'set', hash: 'run', field: PARENT, value: parent.runId });
    effects.push({ do: 'set', hash: 'run', field: PARENT_ID, value: parent.workflowId });
  }
  return searchAttributes ? [...effects, ...attributeEffects(searchAttributes)] : effects;
}

/** The register run is a child of this run. */
export function childOf(parentRunId: string): Guard {
  return { is: 'field', hash: 'run', field: PARENT, in: [parentRunId] };
}
