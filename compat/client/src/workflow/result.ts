import type { CloseReply, EventBody } from '@perdure/engine';
import { CancelledFailure, RetryState, TerminatedFailure, TimeoutFailure, TimeoutType } from '@temporalio/common';
import type { TypeInfo, WorkflowSerializationContext } from '@temporalio/common';
import type { CallScope } from '../base-client';
import { WorkflowContinuedAsNewError, WorkflowFailedError } from '../errors';
import { rethrow } from '../service/rethrow';
import { contextOf } from './context';

interface Wait {
  readonly workflowId: string;
  readonly runId?: string;
  readonly followRuns: boolean;
  readonly outputType?: TypeInfo;
}

/**
 * Waits for a run, and with `followRuns` for the runs that continue it: after continue-as-new, and after a completion,
 * failure or timeout that a retry or a cron schedule follows. Cancelled and terminated runs end the chain.
 */
export async function awaitResult(scope: CallScope, { workflowId, followRuns, outputType, ...wait }: Wait) {
  let runId = wait.runId;
  for (;;) {
    const { event } = await awaitClose(scope, workflowId, runId);
    const next = followRuns ? successor(event) : undefined;
    if (next === undefined) return outcome(scope, contextOf(scope, workflowId), event, outputType);
    runId = next;
  }
}

async function awaitClose(scope: CallScope, workflowId: string, runId: string | undefined): Promise<CloseReply> {
  try {
    const engine = await scope.engine();
    return await engine.waitForClose({ workflowId, runId }, scope.callOptions());
  } catch (error) {
    return rethrow(error, { failed: 'Failed to get Workflow execution history', workflowId, runId });
  }
}

/** The run that goes on after this close event. */
function successor(event: EventBody): string | undefined {
  return 'newExecutionRunId' in event ? event.newExecutionRunId : undefined;
}

async function outcome(
  { coder }: CallScope,
  context: WorkflowSerializationContext,
  event: EventBody,
  outputType: TypeInfo | undefined,
): Promise<unknown> {
  switch (event.type) {
    case 'WorkflowExecutionCompleted':
      return coder.decodeFirst(event.result, context, outputType);
    case 'WorkflowExecutionFailed':
      throw new WorkflowFailedError(
        'Workflow execution failed',
        await coder.decodeError(event.failure, context),
        retryState(event.retryState),
      );
    case 'WorkflowExecutionCanceled': {
      const cause = new CancelledFailure('Workflow canceled', await coder.decodeAll(event.details, context));
      throw failed('Workflow execution cancelled', cause, RetryState.NON_RETRYABLE_FAILURE);
    }
    case 'WorkflowExecutionTerminated': {
      const message = event.reason || 'Workflow execution terminated';
      throw failed(message, new TerminatedFailure(message), RetryState.NON_RETRYABLE_FAILURE);
    }
    case 'WorkflowExecutionTimedOut': {
      const message = 'Workflow execution timed out';
      const cause = new TimeoutFailure(message, undefined, TimeoutType.START_TO_CLOSE);
      throw failed(message, cause, retryState(event.retryState));
    }
    case 'WorkflowExecutionContinuedAsNew':
      throw new WorkflowContinuedAsNewError('Workflow execution continued as new', event.newExecutionRunId);
    default:
      throw new TypeError(`${event.type} does not close a workflow`);
  }
}

/** The cause was made here, not where the workflow ended: its stack would mislead. */
function failed(message: string, cause: Error, state: RetryState): WorkflowFailedError {
  cause.stack = '';
  return new WorkflowFailedError(message, cause, state);
}

/** The engine's names are Temporal's. */
function retryState(state: string): RetryState {
  return state as RetryState;
}
