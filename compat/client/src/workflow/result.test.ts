import type { CloseReply, ExecutionTarget } from '@perdure/engine';
import { CancelledFailure, RetryState, TerminatedFailure, TimeoutFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { closed, connectionTo, json } from '../../test/fake-engine';
import { WorkflowContinuedAsNewError, WorkflowFailedError } from '../errors';
import { WorkflowClient } from '../workflow-client';

const continued = (newExecutionRunId: string) =>
  ({
    type: 'WorkflowExecutionContinuedAsNew',
    newExecutionRunId,
    workflowType: 'w',
    taskQueue: 'q',
    workflowTaskTimeoutMs: 1,
    initiator: 'WORKFLOW',
  }) as const;

/** A client of a chain of runs, and the run ids it asks for. */
function chain(...replies: ReturnType<typeof closed>[]) {
  const asked: (string | undefined)[] = [];
  const waitForClose = async ({ runId }: ExecutionTarget): Promise<CloseReply> => {
    asked.push(runId);
    const reply = replies.shift();
    if (!reply) throw new Error('asked once too often');
    return reply;
  };
  return { asked, client: new WorkflowClient({ connection: connectionTo({ waitForClose }) }) };
}

const done = closed('r9', { type: 'WorkflowExecutionCompleted', result: [json('done')] });

describe('result', () => {
  it('follows continue-as-new, retries and cron through the next run', async () => {
    const { asked, client } = chain(
      closed('r1', continued('r2')),
      closed('r2', {
        type: 'WorkflowExecutionFailed',
        failure: { message: 'x' },
        retryState: 'IN_PROGRESS',
        newExecutionRunId: 'r3',
      }),
      closed('r3', { type: 'WorkflowExecutionTimedOut', retryState: 'IN_PROGRESS', newExecutionRunId: 'r4' }),
      closed('r4', { type: 'WorkflowExecutionCompleted', newExecutionRunId: 'r9' }),
      done,
    );
    expect(await client.result('w', 'r1')).toBe('done');
    expect(asked).toEqual(['r1', 'r2', 'r3', 'r4', 'r9']);
  });

  it('stops at the first run with followRuns false', async () => {
    const { client } = chain(closed('r1', continued('r2')));
    const error: unknown = await client.result('w', 'r1', { followRuns: false }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(WorkflowContinuedAsNewError);
    expect(error).toMatchObject({ message: 'Workflow execution continued as new', newExecutionRunId: 'r2' });
  });

  it('is undefined for a workflow that returned nothing', async () => {
    const { client } = chain(closed('r1', { type: 'WorkflowExecutionCompleted' }));
    expect(await client.result('w')).toBeUndefined();
  });

  it.each([
    [
      'failure',
      {
        type: 'WorkflowExecutionFailed',
        failure: { message: 'boom', info: { kind: 'application', type: 'Boom' } },
        retryState: 'MAXIMUM_ATTEMPTS_REACHED',
      },
      { message: 'Workflow execution failed', retryState: RetryState.MAXIMUM_ATTEMPTS_REACHED },
      { message: 'boom', type: 'Boom' },
    ],
    [
      'cancellation',
      { type: 'WorkflowExecutionCanceled', details: [json('why')] },
      { message: 'Workflow execution cancelled', retryState: RetryState.NON_RETRYABLE_FAILURE },
      { message: 'Workflow canceled', details: ['why'], name: CancelledFailure.prototype.name, stack: '' },
    ],
    [
      'termination',
      { type: 'WorkflowExecutionTerminated', reason: 'enough' },
      { message: 'enough' },
      { message: 'enough', name: TerminatedFailure.prototype.name },
    ],
    [
      'termination without a reason',
      { type: 'WorkflowExecutionTerminated' },
      { message: 'Workflow execution terminated' },
      {},
    ],
    [
      'timeout',
      { type: 'WorkflowExecutionTimedOut', retryState: 'TIMEOUT' },
      { message: 'Workflow execution timed out', retryState: RetryState.TIMEOUT },
      { timeoutType: 'START_TO_CLOSE', name: TimeoutFailure.prototype.name },
    ],
  ] as const)('tells a %s', async (_name, event, expected, cause) => {
    const { client } = chain(closed('r1', event));
    const error: unknown = await client.result('w').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(WorkflowFailedError);
    expect(error).toMatchObject(expected);
    expect((error as WorkflowFailedError).cause).toMatchObject(cause);
  });
});
