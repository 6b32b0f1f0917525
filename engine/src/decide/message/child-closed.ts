import type { EventBody, HistoryEvent } from '../../model/event';
import type { MessageOf } from '../../model/message';
import { invariant } from '../../invariant';
import type { Delivery } from './deliver';

type ClosedChild = Extract<
  EventBody,
  { readonly initiatedEventId: number; readonly workflowType: string; readonly runId: string }
>;

/** The parent's two events about a child whose chain has ended, from the child's own first and last event. */
export function closedChildEvent(
  message: MessageOf<'childClosed'>,
  delivery: Pick<Delivery, 'sender' | 'senderEnds'>,
): { readonly started: ClosedChild; readonly closed: ClosedChild } {
  const ends = delivery.senderEnds;
  invariant(ends?.started.type === 'WorkflowExecutionStarted', 'the end of a child is delivered with its events');
  const child = {
    initiatedEventId: message.parent.initiatedEventId,
    workflowId: delivery.sender.workflowId,
    runId: delivery.sender.runId,
    workflowType: ends.started.workflowType,
  };
  return {
    started: { type: 'ChildWorkflowExecutionStarted', ...child, runId: message.firstRunId },
    closed: closedEvent(child, ends.latest),
  };
}

function closedEvent(
  child: { initiatedEventId: number; workflowId: string; runId: string; workflowType: string },
  latest: HistoryEvent,
): ClosedChild {
  switch (latest.type) {
    case 'WorkflowExecutionCompleted':
      return { type: 'ChildWorkflowExecutionCompleted', ...child, result: latest.result };
    case 'WorkflowExecutionFailed':
      return {
        type: 'ChildWorkflowExecutionFailed',
        ...child,
        failure: latest.failure,
        retryState: latest.retryState,
      };
    case 'WorkflowExecutionCanceled':
      return { type: 'ChildWorkflowExecutionCanceled', ...child, details: latest.details };
    case 'WorkflowExecutionTimedOut':
      return { type: 'ChildWorkflowExecutionTimedOut', ...child, retryState: latest.retryState };
    case 'WorkflowExecutionTerminated':
      return { type: 'ChildWorkflowExecutionTerminated', ...child };
    default:
      throw new Error(`a closed run ends with a closing event, found ${latest.type}`);
  }
}
