/**
 * Workflow ids that the engine keeps for what is stored as a run of another kind: a standalone activity, a schedule.
 * Users' workflows cannot have them.
 */
import { EngineError } from '../errors';

const PREFIXES = { activity: '__activity:', schedule: '__schedule:' } as const;

/** What is stored as a run without being a workflow. */
export type ReservedKind = keyof typeof PREFIXES;

/** The workflow id under which an activity or a schedule of this id is stored. */
export function reservedId(kind: ReservedKind, id: string): string {
  return PREFIXES[kind] + id;
}

/** The id that users gave it; undefined when the workflow id is not one of this kind. */
export function idOfReserved(kind: ReservedKind, workflowId: string): string | undefined {
  const prefix = PREFIXES[kind];
  return workflowId.startsWith(prefix) ? workflowId.slice(prefix.length) : undefined;
}

/** What kind of thing has this workflow id; undefined: a workflow. */
export function reservedKind(workflowId: string): ReservedKind | undefined {
  if (!workflowId.startsWith('__')) return undefined;
  return (Object.keys(PREFIXES) as ReservedKind[]).find((kind) => workflowId.startsWith(PREFIXES[kind]));
}

/** No workflow scheduled the activity: it is a run of its own. */
export function isStandalone({ workflowId }: { readonly workflowId: string }): boolean {
  return reservedKind(workflowId) === 'activity';
}

/** Refuses an id that a workflow cannot have. */
export function checkNotReserved(workflowId: string): void {
  const kind = reservedKind(workflowId);
  if (kind === undefined) return;
  throw new EngineError(
    'INVALID_ARGUMENT',
    `The workflow id "${workflowId}" begins with "${PREFIXES[kind]}", which the engine keeps for itself (${kind}): choose another id`,
    { workflowId },
  );
}
