/**
 * What a message does to the execution it is for. Every delivery is numbered by its sender, so a repeat is answered
 * with the first outcome (invariant 8).
 */
import type { EventBody, HistoryEvent } from '../../model/event';
import type { Message, MessageKind, MessageOf } from '../../model/message';
import { reservedKind } from '../../model/reserved-ids';
import type { Dedupe, Effect, Guard, Transition } from '../../model/transition';
import { arriveClose, SCHEDULE_TASK, WAKE_AND_SCHEDULE_TASK } from '../body';
import { childField } from '../command/child';
import { childOf } from '../create-run';
import { OPEN } from '../guards';
import { requestCancel } from '../request-cancel';
import { deliverScheduledClosed } from '../schedule/closed';
import { arrival, signaled } from '../signal';
import { startWorkflow } from '../start';
import { onCloseOf } from '../successor';
import { terminateWorkflow } from '../terminate';
import { closedChildEvent } from './child-closed';

/** The sending run, and what deliveries need to know. */
export interface Delivery {
  readonly seq: number;
  readonly sender: { readonly workflowId: string; readonly runId: string };
  readonly nowMs: number;
  readonly retentionMs: number;
  /** First and last event of the sender; read only for messages about its end. */
  readonly senderEnds?: { readonly started: HistoryEvent; readonly latest: HistoryEvent };
}

/** The workflow id whose shard a message goes to. */
export function targetWorkflowId(message: Message): string {
  switch (message.kind) {
    case 'startChild':
    case 'startScheduled':
      return message.request.workflowId;
    case 'scheduledClosed':
      return message.schedule.workflowId;
    case 'childClosed':
      return message.parent.workflowId;
    default:
      return message.target.workflowId;
  }
}

type DeliverRule<K extends MessageKind> = (message: MessageOf<K>, delivery: Delivery, dedupe: Dedupe) => Transition;

const RULES = {
  startChild: (message, delivery, dedupe) =>
    startWorkflow(
      message.request,
      {
        runId: message.runId,
        nowMs: delivery.nowMs,
        retentionMs: delivery.retentionMs,
        parent: message.parent,
        root: message.root,
        onClose: onCloseOf({ parent: message.parent, firstExecutionRunId: message.runId }),
      },
      { dedupe },
    ).transition,
  startScheduled: ({ request, runId, schedule, lastCompletionResult, continuedFailure }, delivery, dedupe) =>
    startWorkflow(
      request,
      {
        runId,
        nowMs: delivery.nowMs,
        retentionMs: delivery.retentionMs,
        schedule,
        lastCompletionResult,
        continuedFailure,
        onClose: onCloseOf({ schedule, firstExecutionRunId: runId }),
      },
      { dedupe },
    ).transition,
  scheduledClosed: (message, { sender, senderEnds }, dedupe) =>
    deliverScheduledClosed(message, sender, senderEnds?.latest, dedupe),
  signal: (message, delivery, dedupe) =>
    arrival(
      message.target,
      [
        signaled({ name: message.signalName, args: message.args, header: message.header }, delivery.sender),
        WAKE_AND_SCHEDULE_TASK,
      ],
      dedupe,
      onlyChild(message, delivery),
    ),
  cancel: (message, delivery, dedupe) =>
    requestCancel(
      message.target,
      { reason: message.reason, from: delivery.sender },
      dedupe,
      onlyChild(message, delivery),
    ),
  terminate: (message, delivery, dedupe) =>
    terminateWorkflow(
      message.target,
      { reason: message.reason, identity: 'perdure', retentionMs: delivery.retentionMs },
      dedupe,
    ),
  childClosed: deliverChildClosed,
} satisfies { [K in MessageKind]: DeliverRule<K> };

function onlyChild(message: MessageOf<'signal' | 'cancel'>, { sender }: Delivery): readonly Guard[] {
  return message.childWorkflowOnly ? [childOf(sender.runId)] : [];
}

export function deliver(message: Message, delivery: Delivery): Transition {
  const workflowId = targetWorkflowId(message);
  if (message.kind !== 'scheduledClosed' && reservedKind(workflowId) !== undefined) return refused(workflowId);
  const rule = RULES[message.kind] as DeliverRule<MessageKind>;
  return rule(message, delivery, { kind: 'sender', sender: delivery.sender.runId, seq: delivery.seq });
}

/** Workflows neither start nor reach what is stored under an id that the engine keeps for itself. */
function refused(workflowId: string): Transition {
  const never: readonly Guard[] = [
    { is: 'absent', hash: 'current', field: 'run' },
    { is: 'present', hash: 'current', field: 'run' },
  ];
  return { target: { workflowId }, alternatives: [{ guards: never, effects: [] }] };
}

/** The parent hears how its child ended; if it has not heard of the start yet, it hears that first. */
export function deliverChildClosed(
  message: MessageOf<'childClosed'>,
  delivery: Pick<Delivery, 'sender' | 'senderEnds'>,
  dedupe?: Dedupe,
): Transition {
  const id = message.parent.initiatedEventId;
  const { started, closed } = closedChildEvent(message, delivery);
  const gone: readonly Effect[] = [
    { do: 'unset', hash: 'pending', fields: [childField(id)] },
    { do: 'unwill', keys: [childField(id)] },
    SCHEDULE_TASK,
  ];
  const heard = (...events: EventBody[]): readonly Effect[] => [arriveClose(childField(id), ...events), ...gone];
  return {
    target: { workflowId: message.parent.workflowId, runId: message.parent.runId },
    dedupe,
    alternatives: [
      {
        guards: [OPEN, { is: 'state', hash: 'pending', field: childField(id), in: ['started'] }],
        effects: heard(closed),
      },
      {
        guards: [OPEN, { is: 'state', hash: 'pending', field: childField(id), in: ['initiated'] }],
        effects: heard(started, closed),
      },
    ],
  };
}
