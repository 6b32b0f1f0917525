import { TimeoutFailure, WorkflowContinuedAsNewError, WorkflowExecutionAlreadyStartedError } from '@perdure/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { expect, it } from 'vitest';
import type { Rules } from '../support/rules';
import { causeOf, rejection, until } from '../support/scene';
import * as workflows from '../workflows/chains';

const keyword = defineSearchAttributeKey('CustomKeyword', 'KEYWORD');
const quickRetry = { initialInterval: '10 milliseconds', maximumAttempts: 3 } as const;

export const continueAsNew: Rules = (scene) => {
  it('carries over what the start gave, and search attributes with their changes, but no changes of the memo', async () => {
    const result = await scene().execute(workflows.carriesOver, [2], {
      memo: { given: 1 },
      typedSearchAttributes: new TypedSearchAttributes([{ key: keyword, value: 'given' }]),
      workflowRunTimeout: '1 hour',
      retry: quickRetry,
    });
    expect(result).toEqual({
      memo: { given: 1 },
      searchAttribute: 'upserted',
      sameFirstRun: true,
      continued: true,
      attempt: 1,
      chainIsOlder: true,
      runTimeoutMs: 3_600_000,
      retryAttempts: 3,
    });
  });

  it('may change type, memo and timeouts', async () => {
    expect(await scene().execute(workflows.continuesAsOther)).toEqual({
      arg: 'from before',
      memo: { own: 'memo' },
      workflowType: 'otherType',
      runTimeoutMs: 3_600_000,
    });
  });

  it('wrapped in another error fails the task', async () => {
    const handle = await scene().start(workflows.wrapsContinueAsNew);
    expect(await scene().taskFailureOf(handle)).toBe('wrapped');
  });

  it('is an error for a result that does not follow runs', async () => {
    const first = await scene().start(workflows.carriesOver, [1]);
    await first.result();
    const handle = scene().client.workflow.getHandle(first.workflowId, firstRunOf(first), { followRuns: false });
    const error = await rejection(handle.result());
    expect(error).toBeInstanceOf(WorkflowContinuedAsNewError);
    expect(error.message).toBe('Workflow execution continued as new');
    expect((error as WorkflowContinuedAsNewError).newExecutionRunId).not.toBe('');
  });
};

export const workflowRetries: Rules = (scene) => {
  it('of a workflow make a chain, whose result is followed', async () => {
    const result = await scene().execute(workflows.retried, [3], { retry: quickRetry });
    expect(result).toEqual({ attempt: 3, lastFailure: 'attempt 2', otherRun: true });
  });

  it('of a workflow end with the last failure', async () => {
    const cause = await scene().failureOf(workflows.retried, [9], { retry: quickRetry });
    expect(cause.message).toBe('attempt 3');
  });

  it('end at types that are not retried', async () => {
    const retry = { ...quickRetry, nonRetryableErrorTypes: ['Fatal'] };
    const handle = await scene().start(workflows.failsWith, ['Fatal'], { retry });
    await causeOf(handle.result());
    expect((await handle.describe()).runId).toBe(firstRunOf(handle));
  });

  it('by cron see the last result, and the chain has no end of its own', async () => {
    const handle = await scene().start(workflows.cronTick, [], { cronSchedule: '@every 1s' });
    const chain = scene().client.workflow.getHandle(handle.workflowId);
    const runId = await until('the second run', async () => {
      const now = (await chain.describe()).runId;
      return now === firstRunOf(handle) ? undefined : now;
    });
    const second = scene().client.workflow.getHandle(handle.workflowId, runId, { followRuns: false });
    expect(await second.result()).toBe(2);
    await chain.terminate('enough');
    expect((await rejection(handle.result())).message).toBe('enough');
  });

  it('a run timeout ends the run; without a retry policy it is the result', async () => {
    const cause = await scene().failureOf(workflows.neverEnds, [], { workflowRunTimeout: '1 second' });
    expect(cause).toBeInstanceOf(TimeoutFailure);
  });

  it('an execution timeout ends the whole chain', async () => {
    const handle = await scene().start(workflows.neverEnds, [], {
      workflowExecutionTimeout: '1 second',
      retry: quickRetry,
    });
    expect(await causeOf(handle.result())).toBeInstanceOf(TimeoutFailure);
    expect((await handle.describe()).status.name).toBe('TIMED_OUT');
  });
};

export const ids: Rules = (scene) => {
  it('that run are refused, unless the policy says otherwise', async () => {
    const fresh = scene().fresh('conflict');
    const first = await scene().start(workflows.neverEnds, [], fresh);
    const error = await rejection(scene().start(workflows.neverEnds, [], fresh));
    expect(error).toBeInstanceOf(WorkflowExecutionAlreadyStartedError);
    expect(error).toMatchObject({ message: 'Workflow execution already started', workflowId: fresh.workflowId });

    const same = await scene().start(workflows.neverEnds, [], { ...fresh, workflowIdConflictPolicy: 'USE_EXISTING' });
    expect(firstRunOf(same)).toBe(firstRunOf(first));
    const other = await scene().start(workflows.neverEnds, [], {
      ...fresh,
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    });
    expect(firstRunOf(other)).not.toBe(firstRunOf(first));
    await other.terminate();
  });

  it('of closed runs are reused as the policy says', async () => {
    const fresh = scene().fresh('reuse');
    await scene().execute(workflows.returnsArg, ['a'], fresh);
    const again = (workflowIdReusePolicy: 'ALLOW_DUPLICATE' | 'ALLOW_DUPLICATE_FAILED_ONLY' | 'REJECT_DUPLICATE') =>
      scene().execute(workflows.returnsArg, ['b'], { ...fresh, workflowIdReusePolicy });
    expect(await rejection(again('REJECT_DUPLICATE'))).toBeInstanceOf(WorkflowExecutionAlreadyStartedError);
    expect(await rejection(again('ALLOW_DUPLICATE_FAILED_ONLY'))).toBeInstanceOf(WorkflowExecutionAlreadyStartedError);
    expect(await again('ALLOW_DUPLICATE')).toBe('b');

    const failed = scene().fresh('reuse-failed');
    await scene().failureOf(workflows.failsWith, ['x'], failed);
    expect(
      await scene().execute(workflows.returnsArg, ['c'], {
        ...failed,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      }),
    ).toBe('c');
  });
};

export const results: Rules = (scene) => {
  it('of workflows that failed, were cancelled or terminated have a message of their own', async () => {
    const failed = await scene().start(workflows.failsWith, ['x']);
    expect((await rejection(failed.result())).message).toBe('Workflow execution failed');
    const cancelled = await scene().start(workflows.neverEnds);
    await cancelled.cancel();
    expect((await rejection(cancelled.result())).message).toBe('Workflow execution cancelled');
    const terminated = await scene().start(workflows.neverEnds);
    await terminated.terminate('no reason');
    expect((await rejection(terminated.result())).message).toBe('no reason');
    const timedOut = await scene().start(workflows.neverEnds, [], { workflowRunTimeout: '1 second' });
    expect((await rejection(timedOut.result())).message).toBe('Workflow execution timed out');
  });

  it('start after the delay', async () => {
    const handle = await scene().start(workflows.returnsArg, ['delayed'], { startDelay: '50 milliseconds' });
    expect(await handle.result()).toBe('delayed');
  });
};

function firstRunOf(handle: object): string {
  return (handle as { firstExecutionRunId: string }).firstExecutionRunId;
}
