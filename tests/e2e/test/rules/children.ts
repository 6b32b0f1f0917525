import { expect, it } from 'vitest';
import type { Rules } from '../support/rules';
import { until } from '../support/scene';
import * as workflows from '../workflows/children';

export const children: Rules = (scene) => {
  const learns = (child: string, args: unknown[] = [], options = {}) =>
    scene().execute(workflows.parentOf, [child, args, options]);

  it('that fail are a ChildWorkflowFailure with the cause', async () => {
    expect(await learns('childFails')).toBe(
      'Child Workflow execution failed (childFails, RETRY_POLICY_NOT_SET) < ApplicationFailure: the child failed',
    );
  });

  it('that are terminated say so', async () => {
    const workflowId = scene().fresh('terminated').workflowId;
    const parent = scene().execute(workflows.parentOf, ['sleeps', [], { workflowId }]);
    await until('the child', () => scene().client.workflow.getHandle(workflowId).terminate('enough'));
    expect(await parent).toBe(
      'Child Workflow execution failed (sleeps, NON_RETRYABLE_FAILURE) < TerminatedFailure: Terminated',
    );
  });

  it('that time out say so', async () => {
    expect(await learns('sleeps', [], { workflowRunTimeout: '1 second' })).toMatch(
      /^Child Workflow execution failed \(sleeps, RETRY_POLICY_NOT_SET\) < TimeoutFailure:/,
    );
  });

  it('that continue as new report their last run, and keep their parent', async () => {
    const handle = await scene().start(workflows.parentOf, ['chain', [2], {}]);
    const { workflowId } = handle;
    expect(await handle.result()).toBe(`completed: end of the chain, parent ${workflowId}, root ${workflowId}`);
  });

  it('with a retry policy report their last run', async () => {
    const retry = { initialInterval: '10 milliseconds' };
    expect(await learns('childSucceedsAt', [3], { retry })).toBe('completed: 3');
  });

  const policies = [
    ['TERMINATE', 'complete', 'TERMINATED'],
    ['REQUEST_CANCEL', 'complete', 'CANCELLED'],
    ['ABANDON', 'complete', 'RUNNING'],
    ['TERMINATE', 'again', 'TERMINATED'],
    ['ABANDON', 'again', 'RUNNING'],
  ] as const;
  it.each(policies)('with the policy %s, when the parent closes (%s): %s', async (policy, how, status) => {
    const parent = await scene().start(workflows.leaves, [policy, how]);
    await parent.result();
    const child = scene().client.workflow.getHandle(`${parent.workflowId}/child`);
    await until(status, async () => (await child.describe()).status.name === status);
    if (status === 'RUNNING') await child.terminate();
  });

  it('with options there are none of are refused before anything is written', async () => {
    expect(await scene().execute(workflows.unknownPolicy)).toBe("ValueError: Invalid enum value: 'FORGET'");
  });

  it('of an id that runs are refused', async () => {
    expect(await scene().execute(workflows.sameChildTwice)).toBe(
      'WorkflowExecutionAlreadyStartedError: Workflow execution already started',
    );
  });
};
