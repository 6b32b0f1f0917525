import { currentAttributes } from '../../model/search-attribute';
import { closeRun, type Ending } from '../close-run';
import { capped } from '../start';
import { successorEffects } from '../successor';
import type { CommandContext, CommandRule, Decided } from './context';

function end(context: CommandContext, ending: Ending): Decided {
  const plan = closeRun(context, ending);
  return { events: [plan.event], effects: plan.effects };
}

export const completeWorkflow: CommandRule<'completeWorkflow'> = ({ result }, _eventId, context) =>
  end(context, { as: 'completed', result });

export const failWorkflow: CommandRule<'failWorkflow'> = ({ failure }, _eventId, context) =>
  end(context, { as: 'failed', failure });

export const cancelWorkflow: CommandRule<'cancelWorkflow'> = (_command, _eventId, context) => ({
  events: [{ type: 'WorkflowExecutionCanceled' }],
  effects: [{ do: 'close', status: 'CANCELLED', retentionMs: context.retentionMs, final: true }],
});

/**
 * What is carried over: spec 9.9. Memo as the run was started with it, search attributes as they are now, headers
 * only as given, no cron.
 */
export const continueAsNew: CommandRule<'continueAsNew'> = (command, _eventId, context) => {
  const { started, nowMs, runStartMs } = context;
  const runId = context.newId();
  const executionLeftMs = started.workflowExecutionExpirationMs
    ? Math.max(1, started.workflowExecutionExpirationMs - nowMs)
    : undefined;
  const changes = {
    workflowType: command.workflowType || started.workflowType,
    taskQueue: command.taskQueue || started.taskQueue,
    input: command.args,
    header: command.header,
    memo: command.memo ?? started.memo,
    searchAttributes: currentAttributes(command.searchAttributes ?? context.searchAttributes),
    workflowRunTimeoutMs: capped(command.workflowRunTimeoutMs || started.workflowRunTimeoutMs, executionLeftMs),
    workflowTaskTimeoutMs: command.workflowTaskTimeoutMs || started.workflowTaskTimeoutMs,
    cronSchedule: undefined,
  };
  const backoffMs = command.backoffStartIntervalMs || undefined;
  return {
    events: [
      {
        type: 'WorkflowExecutionContinuedAsNew',
        newExecutionRunId: runId,
        workflowType: changes.workflowType,
        taskQueue: changes.taskQueue,
        input: changes.input,
        header: changes.header,
        memo: changes.memo,
        searchAttributes: changes.searchAttributes,
        workflowRunTimeoutMs: changes.workflowRunTimeoutMs,
        workflowTaskTimeoutMs: changes.workflowTaskTimeoutMs,
        backoffStartIntervalMs: backoffMs,
        initiator: 'WORKFLOW',
        lastCompletionResult: started.lastCompletionResult,
      },
    ],
    effects: [
      { do: 'close', status: 'CONTINUED_AS_NEW', retentionMs: context.retentionMs, final: false },
      ...successorEffects(started, {
        runId,
        initiator: 'WORKFLOW',
        nowMs,
        runStartMs,
        backoffMs,
        attempt: 1,
        lastCompletionResult: started.lastCompletionResult,
        continuedFailure: started.continuedFailure,
        changes,
      }),
    ],
  };
};
