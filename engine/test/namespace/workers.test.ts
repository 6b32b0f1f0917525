import { expect, it } from 'vitest';
import { activity, complete, timer } from './commands';
import { onEachStore } from './scene';
import { code, json, scriptedActivities, scriptedWorkflows } from './scripted-worker';

/** Three activities one after the other, then three at once. */
const busy = code(() => {
  let results = 0;
  return {
    initializeWorkflow: () => [activity(1)],
    resolveActivity: () => {
      results += 1;
      if (results < 3) return [activity(results + 1)];
      if (results === 3) return [activity(4), activity(5), activity(6)];
      return results === 6 ? [complete(results)] : [];
    },
  };
});
const counts = code(() => {
  let count = 0;
  return {
    signalWorkflow: ({ signalName }) => {
      count += 1;
      return signalName === 'end' ? [complete(count)] : [];
    },
  };
});

onEachStore('workers', (scene) => {
  const handlers = (limit: number) => {
    const seen = { now: 0, most: 0 };
    const activities = scriptedActivities(async () => {
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      await scene().client.describe({ workflowId: 'w0' });
      seen.now -= 1;
      return { status: 'completed', result: [] };
    });
    return { seen, options: { activities, maxConcurrentActivities: limit } };
  };

  it.each([1, 2, 5])('with %i places for activities never run more at once, eager ones included', async (limit) => {
    const { seen, options } = handlers(limit);
    scene().worker({ scripts: { wf: busy }, ...options });
    const ids = Array.from({ length: 8 }, (_, index) => `w${index}`);
    await Promise.all(ids.map((workflowId) => scene().start({ workflowId })));
    for (const id of ids) expect(await scene().closing(id)).toMatchObject({ result: [json(6)] });
    expect(seen.most).toBeLessThanOrEqual(limit);
    expect(scene().errors).toEqual([]);
  });

  it('with one place for workflow tasks never run two at once', async () => {
    const { options } = handlers(4);
    const inner = scriptedWorkflows({ wf: busy });
    const most: number[] = [];
    const worker = scene().worker({
      workflows: {
        ...inner,
        activate: (activation) => {
          most.push(worker.status.workflowTasksInFlight);
          return inner.activate(activation);
        },
      },
      ...options,
      maxConcurrentWorkflowTasks: 2,
    });
    await Promise.all(['w0', 'w1', 'w2', 'w3'].map((workflowId) => scene().start({ workflowId })));
    for (const id of ['w0', 'w1', 'w2', 'w3']) await scene().closing(id);
    expect(Math.max(...most)).toBeLessThanOrEqual(2);
  });

  it('without a cache replay every task from its first event', async () => {
    const workflows = scriptedWorkflows({ wf: counts });
    const worker = scene().worker({ workflows, maxCachedWorkflows: 0 });
    await scene().start();
    await scene().signal('one');
    await scene().until(
      async () => (await scene().types()).filter((type) => type === 'WorkflowTaskCompleted').length > 1,
    );
    await scene().signal('end');
    expect(await scene().closing()).toMatchObject({ result: [json(2)] });
    await scene().until(() => worker.status.workflowTasksInFlight === 0);
    expect(worker.status.cachedRuns).toBe(0);
    expect(workflows.live.size).toBe(0);
  });

  it('keep no more runs warm than they may, and lose none', async () => {
    const workflows = scriptedWorkflows({ wf: counts });
    const worker = scene().worker({ workflows, maxCachedWorkflows: 2 });
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const workflowId of ids) await scene().start({ workflowId });
    for (const id of ids) await scene().signal('one', id);
    for (const id of ids) await scene().signal('end', id);
    for (const id of ids) expect(await scene().closing(id)).toMatchObject({ result: [json(2)] });
    await scene().until(() => worker.status.workflowTasksInFlight === 0);
    expect(worker.status.cachedRuns).toBeLessThanOrEqual(2);
    expect(workflows.live.size).toBe(worker.status.cachedRuns);
  });

  it('of two processes share a queue', async () => {
    const other = await scene().otherProcess();
    const { options } = handlers(3);
    scene().worker({ scripts: { wf: busy }, ...options });
    scene().worker({ scripts: { wf: busy }, ...options }, other);
    const ids = Array.from({ length: 10 }, (_, index) => `w${index}`);
    await Promise.all(ids.map((workflowId) => scene().start({ workflowId })));
    for (const id of ids) expect(await scene().closing(id)).toMatchObject({ result: [json(6)] });
    expect(scene().errors).toEqual([]);
  });

  it('that stop hand their warm runs to others at once', async () => {
    const first = scene().worker({ scripts: { wf: counts } });
    const { runId } = await scene().start();
    await scene().signal('one');
    await scene().until(
      async () => (await scene().types()).filter((type) => type === 'WorkflowTaskCompleted').length > 1,
    );
    await first.stop();
    await scene().pass(5);
    scene().worker({ scripts: { wf: counts } });
    await scene().signal('end');
    const closing = await scene().closing('w', runId);
    expect(closing).toMatchObject({ result: [json(2)] });
    const signalled = (await scene().history()).filter(({ type }) => type === 'WorkflowExecutionSignaled').at(-1);
    expect(closing.timeMs - signalled!.timeMs).toBeLessThan(5_000);
  });

  it('that stop finish what they have begun', async () => {
    let release = (): void => undefined;
    let begun = false;
    const worker = scene().worker({
      scripts: { wf: code(() => ({ initializeWorkflow: () => [activity(1)], resolveActivity: () => [complete(1)] })) },
      activities: scriptedActivities(
        () =>
          new Promise((resolve) => {
            begun = true;
            release = () => resolve({ status: 'completed', result: [] });
          }),
      ),
    });
    await scene().start();
    await scene().until(() => begun);
    const stopped = worker.stop();
    expect(worker.status).toMatchObject({ activitiesInFlight: 1 });
    release();
    await stopped;
    expect(worker.status).toMatchObject({ activitiesInFlight: 0, pollingActivities: false, pollingWorkflows: false });
    expect(await scene().types()).toContain('ActivityTaskCompleted');
  });

  it('that vanish with a task are followed by others when its time is over', async () => {
    const other = await scene().otherProcess();
    let taken = false;
    let release = (): void => undefined;
    const inner = scriptedWorkflows({ wf: counts });
    const frozen = scene().worker(
      {
        workflows: {
          ...inner,
          activate: async (activation) => {
            taken = true;
            await new Promise<void>((resolve) => (release = resolve));
            return inner.activate(activation);
          },
        },
      },
      other,
    );
    await scene().start({ taskTimeoutMs: 1_000 });
    await scene().until(() => taken);
    frozen.stopPolling();
    scene().worker({ scripts: { wf: counts } });
    await scene().signal('end');
    expect(await scene().closing()).toMatchObject({ result: [json(1)] });
    expect(await scene().types()).toContain('WorkflowTaskTimedOut');
    release();
    await frozen.stop();
    expect((await scene().types()).at(-1)).toBe('WorkflowExecutionCompleted');
  });

  it('that only serve workflows leave activities to others', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => [timer(1, 20), activity(1)],
          resolveActivity: () => [complete('other')],
        })),
      },
    });
    scene().worker({ activities: scriptedActivities(() => ({ status: 'completed', result: [] })) });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ result: [json('other')] });
  });
});
