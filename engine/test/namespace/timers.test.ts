import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { complete, timer } from './commands';
import { onEachStore, startRequest } from './scene';
import { code, pausing, scriptedWorkflows } from './scripted-worker';

onEachStore('timers', (scene) => {
  it('fire in the order of their due times', async () => {
    const fired: number[] = [];
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => [timer(1, 90), timer(2, 30), timer(3, 60)],
          fireTimer: ({ seq }) => {
            fired.push(seq);
            return fired.length === 3 ? [complete(fired)] : [];
          },
        })),
      },
    });
    await scene().start();
    await scene().closing();
    expect(fired).toEqual([2, 3, 1]);
  });

  it('that are due together while nobody looks fire in one task, in order', async () => {
    const batches: number[] = [];
    const wf = code(() => ({
      initializeWorkflow: () => [timer(1, 60), timer(2, 40)],
      fireTimer: ({ seq }, { jobs }) => {
        batches.push(jobs.length);
        return seq === 1 ? [complete(null)] : [];
      },
    }));
    const worker = scene().worker({ scripts: { wf } });
    await scene().start();
    await scene().until(async () => (await scene().types()).filter((type) => type === 'TimerStarted').length === 2);
    await worker.stop();
    await scene().pass(100);
    scene().worker({ scripts: { wf } });
    await scene().closing();
    expect(batches).toEqual([2, 2]);
    const events = await scene().history();
    expect(events.flatMap((event) => (event.type === 'TimerFired' ? [event.timerId] : []))).toEqual(['2', '1']);
  });

  it('that are cancelled do not fire', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => [timer(1, 60), timer(2, 120)],
          signalWorkflow: () => [{ kind: 'cancelTimer', seq: 1 }],
          fireTimer: ({ seq }) => [complete(seq)],
        })),
      },
    });
    await scene().start();
    await scene().until(async () => (await scene().types()).includes('TimerStarted'));
    await scene().signal('cancel');
    await scene().closing();
    expect(await scene().types()).toContain('TimerCanceled');
    const fired = (await scene().history()).filter(({ type }) => type === 'TimerFired');
    expect(fired).toMatchObject([{ timerId: '2' }]);
  });

  it('whose firing waits behind a task that cancels them are taken back', async () => {
    let firedWhileOut = false;
    const wf = code(() => ({
      initializeWorkflow: () => [timer(1, 30)],
      signalWorkflow: () => [{ kind: 'cancelTimer', seq: 1 }, timer(2, 10)],
      fireTimer: ({ seq }) => [complete(seq)],
    }));
    const worker = scene().worker({
      workflows: pausing(scriptedWorkflows({ wf }), 'signalWorkflow', async () => {
        await scene().until(async () => {
          const { run } = await scene().client.describe({ workflowId: 'w' });
          const { timers } = await scene().client.describe({ workflowId: 'w' });
          firedWhileOut = run['wft']?.startsWith('started') === true && timers['timer:5:1'] === undefined;
          return firedWhileOut;
        });
      }),
    });
    await scene().start();
    await scene().until(async () => (await scene().types()).includes('TimerStarted'));
    await scene().signal('cancel');
    expect(await scene().closing()).toMatchObject({ result: [{ data: '2' }] });
    expect(firedWhileOut).toBe(true);
    expect((await scene().history()).filter(({ type }) => type === 'TimerFired')).toHaveLength(1);
    await worker.stop();
  });

  it('hold back the first task until the start delay is over', async () => {
    scene().worker({ scripts: { wf: code(() => ({ initializeWorkflow: () => [complete('late')] })) } });
    await scene().start({ startDelayMs: 80 });
    await scene().pass(20);
    expect(await scene().types()).toEqual(['WorkflowExecutionStarted']);
    const closing = await scene().closing();
    const [started] = await scene().history();
    expect(closing.timeMs - started!.timeMs).toBeGreaterThanOrEqual(80);
  });

  it('of a start delay are ended by a signal', async () => {
    scene().worker({ scripts: { wf: code(() => ({ signalWorkflow: ({ signalName }) => [complete(signalName)] })) } });
    await scene().start({ startDelayMs: 3_600_000 });
    await scene().signal('go');
    const closing = await scene().closing();
    const [started] = await scene().history();
    expect(closing.timeMs - started!.timeMs).toBeLessThan(60_000);
  });

  it('of a start delay are ended by a cancel request', async () => {
    scene().worker({ scripts: { wf: code(() => ({ cancelWorkflow: () => [{ kind: 'cancelWorkflow' }] })) } });
    await scene().start({ startDelayMs: 3_600_000 });
    await scene().client.requestCancel({ workflowId: 'w' }, { requestId: randomUUID() });
    expect(await scene().closing()).toMatchObject({ type: 'WorkflowExecutionCanceled' });
  });

  it('of a delayed signalWithStart are ended by another one, not by a plain signal', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({ signalWorkflow: ({ signalName }) => (signalName === 'third' ? [complete(1)] : []) })),
      },
    });
    const again = (name: string) =>
      scene().client.signalWithStart(startRequest({ startDelayMs: 3_600_000, idConflictPolicy: 'USE_EXISTING' }), {
        requestId: randomUUID(),
        name,
        args: [],
      });
    await again('first');
    await scene().signal('second');
    expect(await scene().types()).not.toContain('WorkflowTaskScheduled');
    await again('third');
    expect(await scene().closing()).toMatchObject({ type: 'WorkflowExecutionCompleted' });
  });
});
