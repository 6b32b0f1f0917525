import type { EventBody, WorkflowExecutionStarted } from '../../model/event';
import type { PayloadMap } from '../../model/payload';
import type { ResolvedCommandKind, ResolvedCommandOf } from '../../model/resolved-command';
import type { Effect } from '../../model/transition';

/** What rules may know of the run whose workflow task is being completed. Nothing here is read for them. */
export interface CommandContext {
  readonly namespace: string;
  /** The run's first event. */
  readonly started: WorkflowExecutionStarted;
  /** Store time of the WorkflowExecutionStarted event and of this workflow task. */
  readonly runStartMs: number;
  readonly nowMs: number;
  readonly identity: string;
  readonly retentionMs: number;
  /** Search attributes with every upsert so far, this task's included. */
  readonly searchAttributes: PayloadMap | undefined;
  /** New run ids and request ids; rules draw no random numbers themselves. */
  readonly newId: () => string;
  /** The task ends the run: nothing may be appended behind its last event. */
  readonly closes: boolean;
  /** Event ids of updates accepted by this same task. */
  readonly acceptedHere: Map<string, number>;
}

/** One command decided: its events, in order, and what else happens. The first event's id was given to the rule. */
export interface Decided {
  readonly events: readonly EventBody[];
  readonly effects: readonly Effect[];
}

export type CommandRule<K extends ResolvedCommandKind> = (
  command: ResolvedCommandOf<K>,
  eventId: number,
  context: CommandContext,
) => Decided;
