/** What a schedule hears of the workflows it started. */
import { invariant } from '../../invariant';
import type { MessageOf } from '../../model/message';
import type { ScheduleNews } from '../../model/schedule';
import type { Dedupe, Effect, Guard, Transition } from '../../model/transition';
import type { HistoryEvent } from '../../model/event';
import { OPEN } from '../guards';
import type { DeliveryOutcome } from '../message/outcome';
import { addNews, setField } from './record';

/**
 * The chain of a started workflow has ended. Its result, or failure, is what the next action is told as the last one;
 * a failure leaves the last result as it is.
 */
export function deliverScheduledClosed(
  { schedule, firstRunId }: Pick<MessageOf<'scheduledClosed'>, 'schedule' | 'firstRunId'>,
  sender: { readonly workflowId: string },
  latest: HistoryEvent | undefined,
  dedupe?: Dedupe,
  also: readonly Guard[] = [],
): Transition {
  invariant(latest, 'the end of a workflow is delivered with its events');
  const closed: ScheduleNews = { kind: 'closed', runId: firstRunId, ...failedHow(latest, sender.workflowId) };
  return {
    target: schedule,
    dedupe,
    alternatives: [{ guards: [OPEN, ...also], effects: [...lastOutcome(latest), ...addNews(closed)] }],
  };
}

function failedHow(
  latest: HistoryEvent,
  workflowId: string,
): Pick<Extract<ScheduleNews, { kind: 'closed' }>, 'failed' | 'message'> {
  switch (latest.type) {
    case 'WorkflowExecutionFailed':
      return { failed: 'failure', message: `${workflowId}: ${latest.failure.message}` };
    case 'WorkflowExecutionTimedOut':
      return { failed: 'timeout', message: workflowId };
    default:
      return {};
  }
}

function lastOutcome(latest: HistoryEvent): readonly Effect[] {
  switch (latest.type) {
    case 'WorkflowExecutionCompleted':
      return [
        setField('lastResult', JSON.stringify(latest.result ?? [])),
        { do: 'unset', hash: 'run', fields: ['lastFailure'] },
      ];
    case 'WorkflowExecutionFailed':
      return [setField('lastFailure', JSON.stringify(latest.failure))];
    default:
      return [];
  }
}

/** A start that was refused (its workflow id is taken) is taken back; one that was made needs no word. */
export function settleStartScheduled(
  { runId }: MessageOf<'startScheduled'>,
  outcome: DeliveryOutcome,
): readonly Effect[] {
  if (outcome === 'delivered') return [];
  return [{ do: 'when', guard: OPEN, then: addNews({ kind: 'refused', runId }), else: [] }];
}
