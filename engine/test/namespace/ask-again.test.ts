/** Executions wait for the end of others; the message that tells of it has been lost, or the other one has (invariant 10). */
import { expect, it, vi } from 'vitest';
import type { Effect } from '../../src/model/transition';
import { createAskAgain } from '../../src/namespace/ask-again';
import { applicationFailure, child, complete, continueAsNew, failRun } from './commands';
import { ScheduleScene } from './schedule-scene';
import { onEachStore } from './scene';
import { code } from './scripted-worker';

const parent = code(() => ({
  initializeWorkflow: () => [child(1, 'c')],
  resolveChild: ({ resolution }) =>
    resolution.status === 'completed'
      ? [{ kind: 'completeWorkflow', result: resolution.result }]
      : [failRun(resolution.failure)],
}));
const waits = code(() => ({
  signalWorkflow: ({ signalName }) => {
    if (signalName === 'fail') return [failRun(applicationFailure('child broke'))];
    return [signalName === 'again' ? continueAsNew('child') : complete(signalName)];
  },
}));

onEachStore('an execution whose end was not told', (scene) => {
  const started = () => scene().until(async () => (await scene().types()).includes('ChildWorkflowExecutionStarted'));
  const change = async (workflowId: string, effects: readonly Effect[]) => {
    const result = await scene().namespace.applier.apply(workflowId, {
      target: { workflowId },
      alternatives: [{ guards: [], effects }],
    });
    expect(result.outcome).toBe('applied');
  };
  /** The child continues as new. */
  const goOn = async () => {
    const { runId } = await scene().client.describe({ workflowId: 'c' });
    await scene().signal('again', 'c');
    await scene().until(async () => (await scene().client.describe({ workflowId: 'c' })).runId !== runId);
  };
  /** Its end will be told to nobody. */
  const silence = (workflowId: string) => change(workflowId, [{ do: 'unset', hash: 'run', fields: ['onclose'] }]);
  /** As if it had never been. */
  const lose = async (workflowId: string) => {
    await silence(workflowId);
    const closed: Effect = { do: 'close', status: 'TERMINATED', retentionMs: 0, final: true };
    await change(workflowId, [closed]);
    await scene().pass(5);
    await scene().namespace.store.sweep(0, 100, 0);
    await expect(scene().client.describe({ workflowId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  };
  /** One round: workflows, and schedules. */
  const ask = async () => {
    const { store, applier } = scene().namespace;
    const errors: unknown[] = [];
    const { now } = Date;
    let laterMs = 0;
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + laterMs);
    const again = createAskAgain({ store, shard: 0, applier, onError: (error) => errors.push(error) });
    for (laterMs = 300_000; laterMs <= 310_000; laterMs += 10_000) {
      again.begin();
      await again.idle();
    }
    clock.mockRestore();
    expect(errors).toEqual([]);
  };
  const isOpen = async (workflowId: string) => (await scene().client.describe({ workflowId })).status === 'RUNNING';

  it.each([
    ['completed', 'end', { type: 'WorkflowExecutionCompleted', result: [{ data: '"end"' }] }],
    ['failed', 'fail', { type: 'WorkflowExecutionFailed', failure: { cause: { message: 'child broke' } } }],
  ])('and that has %s is heard of by its parent when it asks again', async (_how, signal, event) => {
    scene().worker({ scripts: { wf: parent, child: waits } });
    await scene().start();
    await started();
    await silence('c');
    await scene().signal(signal, 'c');
    await scene().closing('c');
    expect(await isOpen('w')).toBe(true);
    await ask();
    expect(await scene().closing()).toMatchObject(event);
  });

  it('but that goes on, in whichever run of its chain, is left alone', async () => {
    scene().worker({ scripts: { wf: parent, child: waits } });
    await scene().start();
    await started();
    await ask();
    await goOn();
    const before = await scene().types();
    await ask();
    expect(await scene().types()).toEqual(before);
    await scene().signal('second', 'c');
    expect(await scene().closing()).toMatchObject({ result: [{ data: '"second"' }] });
  });

  it('is found at the end of its chain when another one has taken its id', async () => {
    scene().worker({ scripts: { wf: parent, child: waits } });
    await scene().start();
    await started();
    await goOn();
    await silence('c');
    await scene().signal('first chain', 'c');
    await scene().closing('c');
    await scene().start({ workflowId: 'c', workflowType: 'child' });
    await ask();
    expect(await scene().closing()).toMatchObject({ result: [{ data: '"first chain"' }] });
    expect(await isOpen('c')).toBe(true);
  });

  it('and of which nothing is left is started again, once, under its own run id', async () => {
    scene().worker({ scripts: { wf: parent, child: waits } });
    await scene().start();
    await started();
    const { runId } = await scene().client.describe({ workflowId: 'c' });
    await lose('c');
    await ask();
    await scene().until(() => isOpen('c').catch(() => false));
    await ask();
    expect((await scene().client.describe({ workflowId: 'c' })).runId).toBe(runId);
    await scene().signal('end', 'c');
    expect(await scene().closing()).toMatchObject({ result: [{ data: '"end"' }] });
    expect((await scene().types()).filter((type) => type === 'ChildWorkflowExecutionStarted')).toHaveLength(1);
  });

  it.each(['told to nobody', 'lost'])('does not hold up its schedule for ever when its end was %s', async (how) => {
    const schedule = new ScheduleScene(scene());
    scene().worker({ scripts: { wf: waits } });
    await schedule.create();
    await schedule.trigger();
    const { runningActions } = await schedule.until(({ taken }) => taken === 1);
    const { workflowId } = runningActions[0]!;
    await scene().until(() => isOpen(workflowId).catch(() => false));
    await ask();
    expect((await schedule.view()).runningActions).toHaveLength(1);
    if (how === 'lost') await lose(workflowId);
    else {
      await silence(workflowId);
      await scene().signal('end', workflowId);
      await scene().closing(workflowId);
    }
    await ask();
    await schedule.until((view) => view.runningActions.length === 0);
    await schedule.trigger('SKIP');
    await schedule.until(({ taken }) => taken === 2);
  });

  it('is asked about every few minutes by whoever runs the timer loop', async () => {
    scene().worker({ scripts: { wf: parent, child: waits } });
    await scene().start();
    await started();
    await silence('c');
    await scene().signal('end', 'c');
    await scene().closing('c');
    const { now } = Date;
    const later = vi.spyOn(Date, 'now').mockImplementation(() => now() + 600_000);
    try {
      expect(await scene().closing()).toMatchObject({ result: [{ data: '"end"' }] });
    } finally {
      later.mockRestore();
    }
  });
});
