import { WorkflowUpdateRPCTimeoutOrCancelledError, WorkflowNotFoundError } from '@perdure/client';
import { expect, it } from 'vitest';
import type { Rules } from '../support/rules';
import { rejection, Scene, until } from '../support/scene';
import * as activityWorkflows from '../workflows/activities';
import * as chains from '../workflows/chains';
import * as workflows from '../workflows/load';
import * as signals from '../workflows/signals';
import * as updates from '../workflows/updates';

export const load: Rules = (scene) => {
  it('one task may begin much at a time', async () => {
    const width = 100;
    const sum = (width * (width - 1)) / 2;
    expect(await scene().execute(workflows.fansOut, [width])).toBe(2 * sum + 55 + 45);
  });

  it('AsyncLocalStorage follows what is awaited', async () => {
    expect(await scene().execute(workflows.asyncStorage)).toEqual(['one', 'two', 'nothing']);
  });

  it('ten updates are in flight at most, and the eleventh is not let in before its deadline', async () => {
    const { client } = scene();
    const handle = await scene().start(workflows.manyUpdates);
    try {
      const send = () => handle.startUpdate(workflows.slowUpdate, { waitForStage: 'ACCEPTED' });
      for (let sent = 0; sent < 10; sent++) await send();
      const late = await rejection(client.workflow.withDeadline(Date.now() + 300, send));
      expect(late).toBeInstanceOf(WorkflowUpdateRPCTimeoutOrCancelledError);
      const { events = [] } = (await handle.fetchHistory()) as { events?: { eventType?: unknown }[] };
      const accepted = events.filter((event) => 'workflowExecutionUpdateAcceptedEventAttributes' in event);
      expect(accepted).toHaveLength(10);
    } finally {
      await handle.terminate();
    }
  });

  it('a child whose parent ends before it has started never comes to be', async () => {
    const parent = await scene().start(workflows.endsTooEarly);
    await parent.result();
    const child = scene().client.workflow.getHandle(`${parent.workflowId}/child`);
    expect(await rejection(child.describe())).toBeInstanceOf(WorkflowNotFoundError);
  });
};

export const corners: Rules = (scene) => {
  it('an update that no worker has seen is aborted when the workflow closes', async () => {
    const own = await Scene.open();
    try {
      const handle = await own.start(updates.adds);
      const update = await own.admit(handle, 'add', [[1]]);
      const outcome = rejection(update.result());
      await handle.terminate('too late');
      const error = await outcome;
      expect(error).not.toBeInstanceOf(WorkflowUpdateRPCTimeoutOrCancelledError);
      expect(error).toBeInstanceOf(WorkflowNotFoundError);
      expect(error.message).toBe('workflow update was aborted by closing workflow');
    } finally {
      await own.close();
    }
  });

  it('signalWithStart reaches the run there is, and starts one when there is none', async () => {
    const fresh = scene().fresh('collectsSignals');
    const send = (value: number) =>
      scene().client.workflow.signalWithStart(signals.collectsSignals, {
        ...fresh,
        signal: signals.early,
        signalArgs: [value],
      });
    const first = await send(1);
    const same = await send(2);
    expect(same.signaledRunId).toBe(first.signaledRunId);
    await first.signal(signals.finish);
    expect(await first.result()).toEqual([1, 2]);
    const second = await send(3);
    expect(second.signaledRunId).not.toBe(first.signaledRunId);
    await second.signal(signals.finish);
    expect(await second.result()).toEqual([3]);
  });

  it('a signal during the wait for a retry is seen by the next run', async () => {
    const handle = await scene().start(signals.failsOnceThenCollects, [], {
      retry: { initialInterval: '300 milliseconds' },
    });
    const chain = scene().client.workflow.getHandle(handle.workflowId);
    const firstRun = (handle as unknown as { firstExecutionRunId: string }).firstExecutionRunId;
    await until('the second run', async () => (await chain.describe()).runId !== firstRun);
    await chain.signal(signals.early, 7);
    expect(await handle.result()).toEqual([7]);
  });

  it('terminating a run that waits for its retry ends the chain', async () => {
    const handle = await scene().start(chains.retried, [9], { retry: { initialInterval: '1 hour' } });
    const chain = scene().client.workflow.getHandle(handle.workflowId);
    const firstRun = (handle as unknown as { firstExecutionRunId: string }).firstExecutionRunId;
    await until('the second run', async () => (await chain.describe()).runId !== firstRun);
    await chain.terminate('enough of it');
    expect((await rejection(handle.result())).message).toBe('enough of it');
  });

  it('a handle of one run stays with that run and what continues it', async () => {
    const fresh = scene().fresh('returnsArg');
    const first = await scene().start(chains.returnsArg, ['first'], fresh);
    await first.result();
    await scene().execute(chains.returnsArg, ['second'], fresh);
    expect(await first.result()).toBe('first');
    expect(await scene().client.workflow.getHandle(fresh.workflowId).result()).toBe('second');
    const wrong = scene().client.workflow.getHandle(fresh.workflowId, '00000000-0000-4000-8000-000000000000');
    expect(await rejection(wrong.describe())).toBeInstanceOf(WorkflowNotFoundError);
  });

  it('a heartbeat timeout brings the last details, and the next attempt sees them', async () => {
    const options = { startToCloseTimeout: '30 seconds', heartbeatTimeout: '300 milliseconds' };
    const once = { ...options, retry: { maximumAttempts: 1 } };
    expect(await scene().execute(activityWorkflows.calls, ['beatsOnce', [], once])).toMatchObject({
      timeoutType: 'HEARTBEAT',
      lastHeartbeatDetails: { at: 1 },
    });
    const twice = { ...options, retry: { initialInterval: 10 } };
    expect(await scene().execute(activityWorkflows.calls, ['beatsOnce', [], twice])).toEqual({ at: 1 });
  });

  it('heartbeat details that cannot be converted cancel the attempt', async () => {
    const options = {
      startToCloseTimeout: '30 seconds',
      heartbeatTimeout: '20 seconds',
      retry: { maximumAttempts: 1 },
    };
    expect(await scene().execute(activityWorkflows.calls, ['beatsBigInt', [], options])).toMatchObject({
      causeMessage: 'HEARTBEAT_DETAILS_CONVERSION_FAILED',
      type: 'CancelledFailure',
    });
  });

  it('a workflow whose task fails again and again stays open', async () => {
    const handle = await scene().start('throwsError');
    await until('two failed tasks', () => scene().taskErrorsOf(handle).length > 1);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await handle.terminate();
  });

  it('an activity of a terminated workflow is told to stop at its next heartbeat', async () => {
    const options = { startToCloseTimeout: '30 seconds', heartbeatTimeout: '20 seconds' };
    const handle = await scene().start(activityWorkflows.calls, ['beats', [], options]);
    const messages = () =>
      scene()
        .logs(handle)
        .map(({ message }) => message);
    await until('its start', () => messages().includes('Activity started'));
    await handle.terminate('no more');
    await until('its end', () => messages().some((message) => /^Activity (completed|failed|cancelled)/.test(message)));
  });
};
