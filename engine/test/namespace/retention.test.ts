import { expect, it } from 'vitest';
import type { StartRequest } from '../../src/model/request';
import { applicationFailure, child, complete, continueAsNew, failRun, retryPolicy } from './commands';
import { onEachStore } from './scene';
import { code } from './scripted-worker';

const HOUR_MS = 3_600_000;
const idle = code(() => ({}));

onEachStore('how long an execution is kept', (scene) => {
  /** Milliseconds between the end of a run and its removal, as the run itself says. */
  const keep = async (workflowId: string, runId?: string): Promise<string | undefined> =>
    (await scene().client.describe({ workflowId, runId })).run['keep'];
  const starts = (request: Partial<StartRequest>) => scene().start({ retentionMs: HOUR_MS, ...request });

  it('is its own affair when its start says so', async () => {
    scene().worker({ scripts: { wf: code(() => ({ initializeWorkflow: () => [complete(1)] })) } });
    await starts({ retentionMs: 0 });
    await scene().closing();
    await scene().start({ workflowId: 'other' });
    await scene().closing('other');
    await scene().pass(5);
    expect(await scene().namespace.store.sweep(0, 10)).toBe(1);
    await expect(scene().client.describe({ workflowId: 'w' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await keep('other')).toBeUndefined();
  });

  it('holds for every run of its chain: continued, retried, by cron', async () => {
    let failures = 1;
    scene().worker({
      scripts: {
        wf: code(() => ({ initializeWorkflow: () => [continueAsNew('second')] })),
        second: code(() => ({
          initializeWorkflow: () => [failures-- > 0 ? failRun(applicationFailure('once')) : complete('done')],
        })),
        tick: code(() => ({ initializeWorkflow: () => [complete('tick')] })),
        idle,
      },
    });
    const { runId } = await starts({ retryPolicy: retryPolicy(10, 3) });
    await scene().until(async () => (await scene().client.describe({ workflowId: 'w' })).status === 'COMPLETED');
    const { runId: last } = await scene().client.describe({ workflowId: 'w' });
    expect(last).not.toBe(runId);
    expect(await keep('w', runId)).toBe(String(HOUR_MS));
    expect(await keep('w')).toBe(String(HOUR_MS));
    await starts({ workflowId: 'cron', workflowType: 'idle', cronSchedule: '@every 1h', runTimeoutMs: HOUR_MS });
    expect(await keep('cron')).toBe(String(HOUR_MS));
  });

  it('is said by a parent for its child', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({ initializeWorkflow: () => [child(1, 'c', { retentionMs: HOUR_MS })] })),
        child: idle,
      },
    });
    await scene().start();
    await scene().until(async () => (await scene().types()).includes('ChildWorkflowExecutionStarted'));
    expect(await keep('c')).toBe(String(HOUR_MS));
    expect(await keep('w')).toBeUndefined();
  });

  it.each([-1, 0.5, Infinity])('of %s ms is refused before anything is written', async (retentionMs) => {
    await expect(starts({ retentionMs })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});
