import {
  ApplicationFailure,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@perdure/client';
import { expect, it } from 'vitest';
import type { Rules } from '../support/rules';
import { eventTypes, rejection, Scene, until, untilEvent } from '../support/scene';
import * as workflows from '../workflows/updates';

export const updates: Rules = (scene) => {
  it('are validated, accepted and completed; the validator has arguments of its own', async () => {
    const handle = await scene().start(workflows.adds);
    expect(await handle.executeUpdate(workflows.add, { args: [[1, 2]] })).toEqual([1, 2]);
    const second = await handle.startUpdate(workflows.add, { args: [[3]], waitForStage: 'ACCEPTED' });
    expect(await second.result()).toEqual([1, 2, 3]);
    expect(await handle.executeUpdate(workflows.whichUpdate, { updateId: 'my-id' })).toBe('my-id');
    await handle.signal(workflows.stop);
    expect(await handle.result()).toEqual([1, 2, 3]);
    const types = await eventTypes(handle);
    expect(types.filter((type) => type === 'workflowExecutionUpdateAccepted')).toHaveLength(3);
    expect(types.filter((type) => type === 'workflowExecutionUpdateCompleted')).toHaveLength(3);
  });

  it('that are rejected leave no trace in the history', async () => {
    const handle = await scene().start(workflows.adds);
    const error = await rejection(handle.executeUpdate(workflows.add, { args: [[]] }));
    expect(error).toBeInstanceOf(WorkflowUpdateFailedError);
    expect((error as WorkflowUpdateFailedError).cause?.message).toBe('nothing to add');
    await handle.signal(workflows.stop);
    await handle.result();
    expect((await eventTypes(handle)).filter((type) => type.includes('Update'))).toEqual([]);
  });

  it('are done once for each update id', async () => {
    const handle = await scene().start(workflows.adds);
    const send = () => handle.executeUpdate(workflows.add, { args: [[7]], updateId: 'the-same' });
    expect(await send()).toEqual([7]);
    expect(await send()).toEqual([7]);
    expect(await handle.getUpdateHandle('the-same').result()).toEqual([7]);
    await handle.signal(workflows.stop);
    expect(await handle.result()).toEqual([7]);
  });

  it('fail when their handler throws a TemporalFailure, and the workflow goes on', async () => {
    const handle = await scene().start(workflows.failsUpdates);
    const error = await rejection(handle.executeUpdate(workflows.failing, { args: ['failure'] }));
    const cause = (error as WorkflowUpdateFailedError).cause as ApplicationFailure;
    expect(cause).toBeInstanceOf(ApplicationFailure);
    expect(cause).toMatchObject({ message: 'refused by the handler', type: 'Refused', details: ['detail'] });
    await handle.signal(workflows.stop);
    expect(await handle.result()).toBe('went on');
  });

  it('fail the workflow task when their handler throws anything else', async () => {
    const handle = await scene().start(workflows.failsUpdates);
    const update = rejection(handle.executeUpdate(workflows.failing, { args: ['error'] }));
    const reported = await until('the log', () => scene().taskErrorsOf(handle)[0]);
    expect(reported.message).toBe('not a failure of Temporal');
    await handle.terminate();
    await update;
  });

  it('without a handler are rejected', async () => {
    const handle = await scene().start(workflows.adds);
    const error = await rejection(handle.executeUpdate('unknown'));
    const cause = (error as WorkflowUpdateFailedError).cause as ApplicationFailure;
    expect(cause).toMatchObject({ message: 'No registered handler for update: unknown', nonRetryable: true });
    await handle.signal(workflows.stop);
    await handle.result();
  });

  it('that are accepted but not finished fail when the workflow completes', async () => {
    const handle = await scene().start(workflows.endsDuringUpdate);
    const update = await handle.startUpdate(workflows.endless, { waitForStage: 'ACCEPTED' });
    await handle.signal(workflows.stop);
    expect(await handle.result()).toBe('done');
    const error = await rejection(update.result());
    expect(error).toBeInstanceOf(WorkflowUpdateFailedError);
    expect((error as WorkflowUpdateFailedError).cause).toMatchObject({
      message: 'Workflow Update failed because the Workflow completed before the Update completed.',
      type: 'AcceptedUpdateCompletedWorkflow',
      nonRetryable: true,
    });
  });

  it('to a closed workflow are refused', async () => {
    const handle = await scene().start(workflows.adds);
    await handle.signal(workflows.stop);
    await handle.result();
    const error = await rejection(handle.executeUpdate(workflows.add, { args: [[1]] }));
    expect(error).toBeInstanceOf(WorkflowNotFoundError);
    expect(error.message).toBe('workflow execution already completed');
  });

  it('of one activation are accepted first come first, and completed last come first when they nest', async () => {
    const own = await Scene.open();
    try {
      const handle = await own.start(workflows.nestedUpdates);
      const sent = [];
      for (const name of ['first', 'second', 'third']) sent.push(await own.admit(handle, name));
      await own.worker();
      await Promise.all(sent.map((update) => update.result()));
      expect(await handle.result()).toEqual([
        ...['first accepted', 'second accepted', 'third accepted'],
        ...['third completed', 'second completed', 'first completed'],
      ]);
    } finally {
      await own.close();
    }
  });

  it('reach the default handler', async () => {
    const handle = await scene().start(workflows.defaultUpdates);
    expect(await handle.executeUpdate('anything', { args: ['a'] })).toBe('anything with a');
    await handle.signal(workflows.stop);
    await handle.result();
  });

  it('that start a workflow come with it', async () => {
    const start = new WithStartWorkflowOperation(workflows.adds, {
      ...scene().fresh('adds'),
      workflowIdConflictPolicy: 'FAIL',
    });
    const options = { startWorkflowOperation: start, args: [[5]] as [number[]] };
    expect(await scene().client.workflow.executeUpdateWithStart(workflows.add, options)).toEqual([5]);
    const handle = await start.workflowHandle();
    await handle.signal(workflows.stop);
    expect(await handle.result()).toEqual([5]);
    await expect(scene().client.workflow.executeUpdateWithStart(workflows.add, options)).rejects.toThrow(
      'This WithStartWorkflowOperation instance has already been executed.',
    );
  });

  it('can be waited for with allHandlersFinished', async () => {
    const handle = await scene().start(workflows.waitsForHandlers);
    const update = await handle.startUpdate(workflows.endless, { waitForStage: 'ACCEPTED' });
    await handle.signal(workflows.stop);
    await update.result();
    expect(await handle.result()).toBe(1);
  });

  it('left unfinished are warned about once, and signals once', async () => {
    const handle = await scene().start(workflows.leavesHandlers);
    await handle.startUpdate(workflows.endless, { waitForStage: 'ACCEPTED', updateId: 'left' });
    await handle.signal('endlessSignal');
    await untilEvent(handle, 'workflowExecutionSignaled');
    await handle.signal(workflows.stop);
    await handle.result();
    const warnings = () =>
      scene()
        .logs(handle)
        .filter(({ message }) => message.startsWith('[TMPRL1102]'));
    await until('two warnings', () => warnings().length === 2);
    expect(warnings().map(({ level }) => level)).toEqual(['WARN', 'WARN']);
    const [forUpdates, forSignals] = warnings().map(({ message }) => message);
    expect(forUpdates).toContain('[{"name":"endless","id":"left"}]');
    expect(forSignals).toContain('[{"name":"endlessSignal","count":1}]');
  });
};
