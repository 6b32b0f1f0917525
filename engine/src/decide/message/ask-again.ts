/**
 * What an execution hears that waits for the end of another one, when it is asked about again: the message that told of
 * the end was parked, or one of the two has lost its last moments in a failover. Guarded by what was read.
 */
import { invariant } from '../../invariant';
import type { HistoryEvent, WorkflowExecutionStarted } from '../../model/event';
import type { ScheduleRecord } from '../../model/schedule';
import type { Transition } from '../../model/transition';
import { childField, childStart } from '../command/child';
import { OPEN } from '../guards';
import { deliverScheduledClosed } from '../schedule/closed';
import { addNews, unchanged } from '../schedule/record';
import { deliverChildClosed, type Delivery } from './deliver';

/** A chain that has ended: its last run. */
export type FoundEnd = Required<Pick<Delivery, 'sender' | 'senderEnds'>>;

/** A run that waits for a child. */
export interface WaitingParent {
  readonly namespace: string;
  readonly started: WorkflowExecutionStarted;
  readonly initiatedEventId: number;
  /** What the pending field of the child says: `started <run id>`, or `initiated <run id>`. */
  readonly pending: string;
}

/** Run id of the first run of the child. */
export function childRunId({ pending }: Pick<WaitingParent, 'pending'>): string {
  return pending.slice(pending.indexOf(' ') + 1);
}

export function childEnded(waiting: WaitingParent, end: FoundEnd): Transition {
  const { namespace, initiatedEventId, started } = waiting;
  const { workflowId, runId } = started;
  const parent = { namespace, workflowId, runId, initiatedEventId };
  return deliverChildClosed({ kind: 'childClosed', parent, firstRunId: childRunId(waiting) }, end);
}

/** There is no such child: it is started again, under the same run id. */
export function childMissing(waiting: WaitingParent, initiated: HistoryEvent): Transition {
  invariant(initiated.type === 'StartChildWorkflowExecutionInitiated', 'a child begins with its Initiated event');
  const { started, initiatedEventId, pending } = waiting;
  const message = childStart(initiated, initiatedEventId, childRunId(waiting), waiting);
  return {
    target: { workflowId: started.workflowId, runId: started.runId },
    alternatives: [
      {
        guards: [OPEN, { is: 'field', hash: 'pending', field: childField(initiatedEventId), in: [pending] }],
        effects: [{ do: 'send', message: JSON.stringify(message) }],
      },
    ],
  };
}

export function scheduledEnded(
  record: ScheduleRecord,
  firstRunId: string,
  { sender, senderEnds }: FoundEnd,
): Transition {
  const schedule = { workflowId: record.workflowId, runId: record.runId };
  return deliverScheduledClosed({ schedule, firstRunId }, sender, senderEnds.latest, undefined, unchanged(record));
}

/** As in Temporal, a workflow that is not there any more counts as closed, and as neither good nor bad. */
export function scheduledMissing(record: ScheduleRecord, runId: string): Transition {
  return {
    target: { workflowId: record.workflowId, runId: record.runId },
    alternatives: [{ guards: unchanged(record), effects: addNews({ kind: 'closed', runId }) }],
  };
}
