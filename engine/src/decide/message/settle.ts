/**
 * What came of a message, on its sender: the message leaves the outbox in the same transition in which workflow code
 * will hear of the outcome.
 */
import type { EventBody } from '../../model/event';
import type { Message, MessageKind, MessageOf } from '../../model/message';
import type { Effect, SimpleEffect, Transition } from '../../model/transition';
import { arrive, SCHEDULE_TASK } from '../body';
import { childField } from '../command/child';
import { externalField } from '../command/external';

/** `delivered`: applied (now or before). `refused`: the target is not there, or would not have it. */
export type DeliveryOutcome = 'delivered' | 'refused';

type SettleRule<K extends MessageKind> = (message: MessageOf<K>, outcome: DeliveryOutcome) => readonly Effect[];

const RULES = {
  startChild: (message, outcome) => (outcome === 'delivered' ? childStarted(message) : childNotStarted(message)),
  signal: (message, outcome) => externalAnswered(message.initiatedEventId, signalAnswer(message, outcome)),
  cancel: (message, outcome) =>
    message.initiatedEventId === undefined
      ? []
      : externalAnswered(message.initiatedEventId, cancelAnswer(message, outcome)),
  childClosed: () => [],
  terminate: () => [],
} satisfies { [K in MessageKind]: SettleRule<K> };

export function settle(
  sender: { readonly workflowId: string; readonly runId: string },
  seq: number,
  message: Message,
  outcome: DeliveryOutcome,
): Transition {
  const rule = RULES[message.kind] as SettleRule<MessageKind>;
  return {
    target: sender,
    alternatives: [{ guards: [{ is: 'outboxHead', seq }], effects: [...rule(message, outcome), { do: 'popOutbox' }] }],
  };
}

/** Nothing to say when the end of the child was heard first, or the parent has closed. */
function childStarted(message: MessageOf<'startChild'>): readonly Effect[] {
  const id = message.initiatedEventId;
  return [
    {
      do: 'when',
      guard: { is: 'field', hash: 'pending', field: childField(id), in: [`initiated ${message.runId}`] },
      then: [
        arrive(childField(id), {
          type: 'ChildWorkflowExecutionStarted',
          initiatedEventId: id,
          workflowId: message.request.workflowId,
          runId: message.runId,
          workflowType: message.request.workflowType,
        }),
        { do: 'set', hash: 'pending', field: childField(id), value: `started ${message.runId}` },
        SCHEDULE_TASK,
      ],
      else: [],
    },
  ];
}

function childNotStarted(message: MessageOf<'startChild'>): readonly Effect[] {
  const id = message.initiatedEventId;
  return [
    {
      do: 'when',
      guard: { is: 'field', hash: 'pending', field: childField(id), in: [`initiated ${message.runId}`] },
      then: [
        arrive(childField(id), {
          type: 'StartChildWorkflowExecutionFailed',
          initiatedEventId: id,
          workflowId: message.request.workflowId,
          workflowType: message.request.workflowType,
          cause: 'WORKFLOW_ALREADY_EXISTS',
        }),
        { do: 'unset', hash: 'pending', fields: [childField(id)] },
        { do: 'unwill', keys: [childField(id)] },
        SCHEDULE_TASK,
      ],
      else: [],
    },
  ];
}

function signalAnswer(message: MessageOf<'signal'>, outcome: DeliveryOutcome): EventBody {
  const target = { workflowId: message.target.workflowId, runId: message.target.runId ?? '' };
  const initiatedEventId = message.initiatedEventId;
  return outcome === 'delivered'
    ? { type: 'ExternalWorkflowExecutionSignaled', initiatedEventId, ...target }
    : {
        type: 'SignalExternalWorkflowExecutionFailed',
        initiatedEventId,
        ...target,
        cause: 'EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND',
      };
}

function cancelAnswer(message: MessageOf<'cancel'>, outcome: DeliveryOutcome): EventBody {
  const target = { workflowId: message.target.workflowId, runId: message.target.runId ?? '' };
  const initiatedEventId = message.initiatedEventId ?? 0;
  return outcome === 'delivered'
    ? { type: 'ExternalWorkflowExecutionCancelRequested', initiatedEventId, ...target }
    : {
        type: 'RequestCancelExternalWorkflowExecutionFailed',
        initiatedEventId,
        ...target,
        cause: 'EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND',
      };
}

function externalAnswered(initiatedEventId: number, event: EventBody): readonly Effect[] {
  const then: readonly SimpleEffect[] = [
    arrive(externalField(initiatedEventId), event),
    { do: 'unset', hash: 'pending', fields: [externalField(initiatedEventId)] },
    SCHEDULE_TASK,
  ];
  const guard = { is: 'present', hash: 'pending', field: externalField(initiatedEventId) } as const;
  return [{ do: 'when', guard, then, else: [] }];
}
