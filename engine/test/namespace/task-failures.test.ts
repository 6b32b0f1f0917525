import { describe, expect, it } from 'vitest';
import { activity, complete, timer } from './commands';
import { onEachStore } from './scene';
import { code, json, pausing, ScriptFailure, scriptedActivities, scriptedWorkflows } from './scripted-worker';

onEachStore('a workflow task', (scene) => {
  const failures = async () => (await scene().history()).filter(({ type }) => type === 'WorkflowTaskFailed');

  it('that fails is tried again until the code is fixed; only the first failure is written', async () => {
    let broken = 3;
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => {
            if (broken-- > 0) throw new ScriptFailure('broken');
            return [complete('fixed')];
          },
        })),
      },
    });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ result: [json('fixed')] });
    expect(await failures()).toMatchObject([
      { cause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE', failure: { message: 'broken' } },
    ]);
    const scheduled = (await scene().history()).filter(({ type }) => type === 'WorkflowTaskScheduled');
    expect(scheduled).toMatchObject([{ attempt: 1 }, { attempt: 4 }]);
  });

  it('of code that no longer matches its history fails, and the run goes on with the old code', async () => {
    const wf = (delayed: boolean) =>
      code(() => ({
        initializeWorkflow: () => (delayed ? [timer(1, 1), activity(1)] : [activity(1)]),
        signalWorkflow: () => [complete('done')],
      }));
    const old = scene().worker({ scripts: { wf: wf(false) } });
    await scene().start();
    await scene().until(async () => (await scene().types()).includes('ActivityTaskScheduled'));
    await old.stop();
    const changed = scene().worker({ scripts: { wf: wf(true) } });
    await scene().signal('end');
    await scene().until(async () => (await failures()).length > 0);
    expect(await failures()).toMatchObject([{ cause: 'NON_DETERMINISTIC_ERROR' }]);
    await changed.stop();
    scene().worker({ scripts: { wf: wf(false) } });
    expect(await scene().closing()).toMatchObject({ result: [json('done')] });
  });

  it.each([
    ['the sandbox', () => [] as const, true],
    ['the replay', () => [timer(1, 1)] as const, false],
  ])('whose nondeterminism was found by %s ends the run where the worker says so', async (_where, commands, throws) => {
    const before = code(() => ({ initializeWorkflow: () => [activity(1)] }));
    const after = code(() => ({
      initializeWorkflow: () => {
        if (throws) throw new ScriptFailure('not the same', true);
        return commands();
      },
    }));
    const old = scene().worker({ scripts: { wf: before } });
    await scene().start();
    await scene().until(async () => (await scene().types()).includes('ActivityTaskScheduled'));
    await old.stop();
    scene().worker({ workflows: scriptedWorkflows({ wf: after }, { nondeterminismFails: true }) });
    await scene().signal('go');
    expect(await scene().closing()).toMatchObject({
      type: 'WorkflowExecutionFailed',
      failure: { info: { kind: 'application', type: 'NondeterminismError' } },
      retryState: 'RETRY_POLICY_NOT_SET',
    });
  });

  it('that would close the run is done again when something arrived meanwhile, so that no signal is lost', async () => {
    const seen: string[] = [];
    const wf = code(() => ({
      initializeWorkflow: () => [timer(1, 10)],
      signalWorkflow: ({ signalName }) => {
        seen.push(signalName);
        return [];
      },
      fireTimer: () => [complete('closed')],
    }));
    scene().worker({
      workflows: pausing(scriptedWorkflows({ wf }), 'fireTimer', () => scene().signal('late')),
    });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ result: [json('closed')] });
    expect(seen).toEqual(['late']);
    expect(await failures()).toMatchObject([{ cause: 'UNHANDLED_COMMAND' }]);
    expect((await scene().types()).at(-1)).toBe('WorkflowExecutionCompleted');
  });

  it('closes the run even under a flood of signals', async () => {
    let sent = 0;
    const wf = code(() => ({ initializeWorkflow: () => [timer(1, 10)], fireTimer: () => [complete('closed')] }));
    const inner = scriptedWorkflows({ wf });
    const flood: Promise<void>[] = [];
    scene().worker({
      workflows: {
        ...inner,
        async activate(activation) {
          flood.push(
            scene()
              .signal(`s${(sent += 1)}`)
              .catch(() => undefined),
          );
          await scene().client.describe({ workflowId: 'w' });
          return inner.activate(activation);
        },
      },
    });
    await scene().start();
    const closed = scene().client.waitForClose({ workflowId: 'w' });
    await scene().until(async () => (await scene().types()).includes('TimerFired'));
    expect((await closed).event).toMatchObject({ result: [json('closed')] });
    await Promise.all(flood);
    expect((await failures()).length).toBeLessThan(3);
  });

  it('that asks for too much fails with the reason', async () => {
    let tooMany = true;
    const many = Array.from({ length: 2_001 }, (_, index) => timer(index + 1, 1));
    scene().worker({
      scripts: { wf: code(() => ({ initializeWorkflow: () => (tooMany ? many : [complete('fewer')]) })) },
    });
    await scene().start();
    await scene().until(async () => (await failures()).length > 0);
    expect(JSON.stringify(await failures())).toContain('at most 2000 are allowed');
    tooMany = false;
    expect(await scene().closing()).toMatchObject({ result: [json('fewer')] });
  });

  it('that cancels an activity and closes the run ends with the closing event', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => [activity(1), activity(2, { taskQueue: 'nobody' })],
          resolveActivity: ({ resolution }) =>
            resolution.status === 'completed' ? [{ kind: 'requestCancelActivity', seq: 2 }, complete('closed')] : [],
        })),
      },
      activities: scriptedActivities(() => ({ status: 'completed', result: [] })),
    });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ type: 'WorkflowExecutionCompleted' });
    expect((await scene().types()).slice(-2)).toEqual(['ActivityTaskCancelRequested', 'WorkflowExecutionCompleted']);
  });

  describe('that is out', () => {
    /** A worker that has taken the task and says nothing. */
    const taken = async () => {
      await scene().start();
      const workflow = { taskQueue: 'q', max: 1 };
      const poll = { worker: 'silent', identity: 'silent', slot: '0', pollId: 'p', leaseMs: 60_000, workflow };
      const { tasks } = await scene().namespace.store.poll(0, poll);
      expect(tasks).toHaveLength(1);
    };

    it('does not keep more than a hundred signals from the workflow', async () => {
      await taken();
      for (let sent = 0; sent < 101; sent += 1) await scene().signal('s');
      let heard = 0;
      const counts = code(() => ({
        signalWorkflow: () => ((heard += 1) === 101 ? [complete('all')] : []),
      }));
      scene().worker({ scripts: { wf: counts } });
      expect(await scene().closing()).toMatchObject({ result: [{ data: '"all"' }] });
      const failed = (await scene().history()).filter(({ type }) => type === 'WorkflowTaskFailed');
      expect(failed).toMatchObject([{ eventId: 4, cause: 'FORCE_CLOSE_COMMAND' }]);
    });

    it('fails when the workflow is terminated', async () => {
      await taken();
      await scene().signal('before');
      await scene().client.terminate({ workflowId: 'w' }, { requestId: 'r' });
      const end = ['WorkflowTaskStarted', 'WorkflowTaskFailed', 'WorkflowExecutionSignaled'];
      expect((await scene().types()).slice(2)).toEqual([...end, 'WorkflowExecutionTerminated']);
    });
  });
});
