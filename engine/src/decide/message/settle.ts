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
import { settleStartScheduled } from '../schedule/closed';
import type { DeliveryOutcome } from './outcome';

type SettleRule<K extends MessageKind> = (message: MessageOf<K>, outcome: DeliveryOutcome) => readonly Effect[];

const RULES = {
  startChild: (message, outcome) => (outcome === 'delivered' ? childStarted(message) : childNotStarted(message)),
  signal: (message, outcome) => externalAnswered(message.initiatedEventId, signalAnswer(message, outcome)),
  cancel: (message, outcome) =>
    message.initiatedEventId === undefined
      ? []
      : externalAnswered(message.initiatedEventId, cancelAnswer(message, outcome)),
  startScheduled: settleStartScheduled,
  childClosed: () => [],
  scheduledClosed: () => [],
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
function whileInitiated(message: MessageOf<'startChild'>, then: readonly SimpleEffect[]): readonly Effect[] {
  const field = childField(message.initiatedEventId);
  const guard = { is: 'field', hash: 'pending', field, in: [`initiated ${message.runId}`] } as const;
  return [{ do: 'when', guard, then: [...then, SCHEDULE_TASK], else: [] }];
}

function childStarted(message: MessageOf<'startChild'>): readonly Effect[] {
  const { initiatedEventId, runId, request } = message;
  const { workflowId, workflowType } = request;
  const field = childField(initiatedEventId);
  return whileInitiated(message, [
    arrive(field, { type: 'ChildWorkflowExecutionStarted', initiatedEventId, workflowId, runId, workflowType }),
    { do: 'set', hash: 'pending', field, value: `started ${runId}` },
  ]);
}

function childNotStarted(message: MessageOf<'startChild'>): readonly Effect[] {
  const { initiatedEventId, request } = message;
  const { workflowId, workflowType } = request;
  const cause = 'WORKFLOW_ALREADY_EXISTS';
  const field = childField(initiatedEventId);
  return whileInitiated(message, [
    arrive(field, { type: 'StartChildWorkflowExecutionFailed', initiatedEventId, workflowId, workflowType, cause }),
    { do: 'unset', hash: 'pending', fields: [field] },
    { do: 'unwill', keys: [field] },
  ]);
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
