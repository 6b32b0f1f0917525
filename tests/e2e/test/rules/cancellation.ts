import { ApplicationFailure, CancelledFailure } from '@perdure/client';
import { expect, it } from 'vitest';
import { reportsOf } from '../support/activities';
import type { Rules } from '../support/rules';
import { causeOf, eventTypes, until, untilEvent } from '../support/scene';
import * as workflows from '../workflows/cancellation';

export const cancellation: Rules = (scene) => {
  it('ends a workflow as cancelled when its code lets the error through', async () => {
    const handle = await scene().start(workflows.waitsForCancel);
    await untilEvent(handle, 'timerStarted');
    await handle.cancel();
    const cause = await causeOf(handle.result());
    expect(cause).toBeInstanceOf(CancelledFailure);
    expect((await handle.describe()).status.name).toBe('CANCELLED');
    expect((await eventTypes(handle)).slice(-3)).toEqual([
      'workflowExecutionCancelRequested',
      'timerCanceled',
      'workflowExecutionCanceled',
    ]);
  });

  it('before the first task is seen by the first wait', async () => {
    const handle = await scene().start(workflows.swallowsCancel, [], { startDelay: '100 milliseconds' });
    await handle.cancel();
    expect(await handle.result()).toBe('CancelledFailure: Workflow cancelled');
  });

  it('that is swallowed completes the workflow', async () => {
    const handle = await scene().start(workflows.swallowsCancel);
    await untilEvent(handle, 'timerStarted');
    await handle.cancel();
    expect(await handle.result()).toBe('CancelledFailure: Workflow cancelled');
    expect((await handle.describe()).status.name).toBe('COMPLETED');
  });

  it('nobody asked for fails the workflow', async () => {
    const handle = await scene().start(workflows.failsWithoutRequest);
    const cause = await causeOf(handle.result());
    expect(cause.message).toBe('nobody asked for it');
    expect((await handle.describe()).status.name).toBe('FAILED');
  });

  it('that ends in another failure fails the workflow', async () => {
    const handle = await scene().start(workflows.failsWhenCancelled);
    await untilEvent(handle, 'timerStarted');
    await handle.cancel();
    expect(await causeOf(handle.result())).toBeInstanceOf(ApplicationFailure);
    expect((await handle.describe()).status.name).toBe('FAILED');
  });

  it('of a scope rejects all that waits in it, and what is begun in it later', async () => {
    const scoped = 'CancelledFailure: Cancellation scope cancelled';
    expect(await scene().execute(workflows.cancelsEverything)).toEqual([scoped, scoped, scoped, scoped, scoped]);
  });

  it('does not reach what is shielded', async () => {
    expect(await scene().execute(workflows.shielded)).toEqual([
      'CancelledFailure: Cancellation scope cancelled',
      'shielded work is done',
      'considered cancelled: false',
    ]);
  });

  it('by a timeout of a scope', async () => {
    expect(await scene().execute(workflows.scopeTimeout)).toEqual([
      'CancelledFailure: Cancellation scope cancelled',
      'completed: in time',
    ]);
  });

  const activityCases = [
    ['TRY_CANCEL', 'beats', 'ActivityFailure < CancelledFailure'],
    ['WAIT_CANCELLATION_COMPLETED', 'beats', 'ActivityFailure < CancelledFailure'],
    ['WAIT_CANCELLATION_COMPLETED', 'ignoresCancellation', 'completed: went on'],
    ['ABANDON', 'beats', 'ActivityFailure < CancelledFailure'],
  ] as const;
  it.each(activityCases)('of an activity, %s, that %s: %s', async (type, name, expected) => {
    expect(await scene().execute(workflows.cancelsActivity, [type, name, 'scope'])).toBe(expected);
  });

  it('of a workflow asks its activity through the heartbeat', async () => {
    const args = ['WAIT_CANCELLATION_COMPLETED', 'ignoresCancellation', 'workflow'];
    const handle = await scene().start(workflows.cancelsActivity, args);
    await untilEvent(handle, 'activityTaskScheduled');
    await handle.cancel();
    expect(await handle.result()).toBe('completed: went on');
    expect(reportsOf(handle.workflowId)).toEqual([true]);
  });

  it('of an activity no worker has taken needs no worker', async () => {
    expect(await scene().execute(workflows.cancelsBeforeStart)).toBe('ActivityFailure < CancelledFailure');
  });

  const childCases = [
    ['WAIT_CANCELLATION_COMPLETED', 'waitsForCancel', 'ChildWorkflowFailure < CancelledFailure'],
    ['WAIT_CANCELLATION_COMPLETED', 'swallowsCancel', 'completed: CancelledFailure: Workflow cancelled'],
    // Temporal's core waits for the child's end here too, whatever the name says.
    ['WAIT_CANCELLATION_REQUESTED', 'swallowsCancel', 'completed: CancelledFailure: Workflow cancelled'],
    ['TRY_CANCEL', 'swallowsCancel', 'ChildWorkflowFailure < CancelledFailure'],
  ] as const;
  it.each(childCases)('of a child, %s, that %s: %s', async (type, child, expected) => {
    expect(await scene().execute(workflows.cancelsChild, [type, child])).toBe(expected);
  });

  it('of a child before it starts', async () => {
    expect(await scene().execute(workflows.cancelsChildBeforeStart)).toBe('ChildWorkflowFailure < CancelledFailure');
  });

  it('of a signal to another workflow withdraws it', async () => {
    expect(await scene().execute(workflows.cancelsExternalSignal)).toBe(
      'CancelledFailure: Signal was cancelled before being sent',
    );
  });

  it('and signals to workflows there are none of fail', async () => {
    const [signal, cancel] = await scene().execute(workflows.missingExternal);
    expect(signal).toContain('Unable to signal external workflow because it was not found');
    expect(cancel).toContain('Unable to cancel external workflow because');
  });

  it('and signals reach other workflows', async () => {
    const target = await scene().start(workflows.signalledThenCancelled);
    expect(await scene().execute(workflows.external, [target.workflowId])).toBe('signalled and cancelled');
    expect(await target.result()).toBe('signalled, then cancelled');
    await until('both events', async () => (await eventTypes(target)).includes('workflowExecutionCancelRequested'));
  });
};
