import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { HistoryEvent } from '../../src/model/event';
import { applicationFailure, complete, continueAsNew, failRun, retryPolicy, timer } from './commands';
import { onEachStore } from './scene';
import { code, json } from './scripted-worker';

const next = (event: object): string => (event as { newExecutionRunId: string }).newExecutionRunId;
const idle = code(() => ({}));

onEachStore('a chain of runs', (scene) => {
  const first = async (runId?: string): Promise<HistoryEvent> => (await scene().history('w', runId))[0]!;

  it('by continue-as-new carries over what Temporal carries over', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => [
            { kind: 'modifyMemo', upsertedMemo: { m: json('upserted') } },
            { kind: 'upsertSearchAttributes', searchAttributes: { S: json('upserted') } },
            continueAsNew('second', { args: [json(2)] }),
          ],
        })),
        second: code(() => ({ initializeWorkflow: ({ args }) => [complete(args[0]?.data)] })),
      },
    });
    const { runId } = await scene().start({
      memo: { m: json('started') },
      header: { h: json(1) },
      executionTimeoutMs: 60_000,
      retryPolicy: retryPolicy(10, 3),
    });
    const closing = await scene().closing('w', runId);
    expect(closing).toMatchObject({ type: 'WorkflowExecutionContinuedAsNew', initiator: 'WORKFLOW' });
    expect(await scene().closing('w', next(closing))).toMatchObject({ result: [json('2')] });
    const [before, after] = [await first(runId), await first(next(closing))];
    expect(after).toMatchObject({
      workflowType: 'second',
      firstExecutionRunId: runId,
      continuedExecutionRunId: runId,
      chainStartMs: before.timeMs,
      memo: { m: json('started') },
      searchAttributes: { S: json('upserted') },
      attempt: 1,
      retryPolicy: retryPolicy(10, 3),
      workflowExecutionExpirationMs: (before as { workflowExecutionExpirationMs?: number })
        .workflowExecutionExpirationMs,
    });
    expect(after).not.toHaveProperty('header');
  });

  it('by retry begins again after its backoff, with the last failure', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: ({ info }) =>
            info.attempt < 3
              ? [failRun(applicationFailure(`attempt ${info.attempt}`))]
              : [complete(info.lastFailure?.message)],
        })),
      },
    });
    const { runId } = await scene().start({ retryPolicy: retryPolicy(20, 5) });
    const one = await scene().closing('w', runId);
    expect(one).toMatchObject({ type: 'WorkflowExecutionFailed', retryState: 'IN_PROGRESS' });
    const two = await scene().closing('w', next(one));
    expect(await scene().closing('w', next(two))).toMatchObject({ result: [json('attempt 2')] });
    expect((await first(next(two))).timeMs).toBeLessThan((await scene().history('w', next(two)))[1]!.timeMs - 30);
  });

  it('by cron runs again and again, handing on the last result, until it is cancelled', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: ({ info }) => [complete(Number(info.lastResult?.[0]?.data ?? 0) + 1)],
          cancelWorkflow: () => [{ kind: 'cancelWorkflow' }],
        })),
      },
    });
    const { runId } = await scene().start({ cronSchedule: '@every 1s' });
    const one = await scene().closing('w', runId);
    const two = await scene().closing('w', next(one));
    expect([one, two]).toMatchObject([{ result: [json(1)] }, { result: [json(2)] }]);
    await scene().client.requestCancel({ workflowId: 'w', firstRunId: runId }, { requestId: randomUUID() });
    await scene().closing('w', next(two));
    // Counted from the start of the chain, so one run that is late does not delay the next. A process knows the store's time
    // to some milliseconds.
    const { timeMs: startedMs } = await first(runId);
    const begun = await Promise.all([runId, next(one)].map(async (id) => (await scene().history('w', id))[1]!.timeMs));
    expect(begun.map((timeMs) => Math.floor((timeMs - startedMs + 10) / 1_000))).toEqual([1, 2]);
  });

  it('whose run times out is retried by its policy, with a new run', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({ initializeWorkflow: ({ info }) => (info.attempt === 2 ? [complete('second')] : []) })),
      },
    });
    const { runId } = await scene().start({ runTimeoutMs: 60, retryPolicy: retryPolicy(10, 3) });
    const one = await scene().closing('w', runId);
    expect(one).toMatchObject({ type: 'WorkflowExecutionTimedOut', retryState: 'IN_PROGRESS' });
    expect(await scene().closing('w', next(one))).toMatchObject({ result: [json('second')] });
  });

  it('ends with its execution timeout, whatever its policy and however often it continued', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => [timer(1, 30)],
          fireTimer: () => [continueAsNew('wf')],
        })),
      },
    });
    const { runId } = await scene().start({ executionTimeoutMs: 150, retryPolicy: retryPolicy(1) });
    let closing = await scene().closing('w', runId);
    while (closing.type === 'WorkflowExecutionContinuedAsNew') closing = await scene().closing('w', next(closing));
    expect(closing).toMatchObject({ type: 'WorkflowExecutionTimedOut', retryState: 'TIMEOUT' });
    // What is left is counted by the process that continued the chain; it knows the store's time to some milliseconds.
    expect(closing.timeMs - (await first(runId)).timeMs).toBeGreaterThanOrEqual(140);
  });

  it('times out without any worker, because a client waits', async () => {
    await scene().start({ runTimeoutMs: 50 });
    const release = scene().namespace.retainLoops();
    expect(await scene().closing()).toMatchObject({ type: 'WorkflowExecutionTimedOut' });
    release();
  });

  it('has one open run at most: the next one exists when the last one closes', async () => {
    scene().worker({ scripts: { wf: code(() => ({ initializeWorkflow: () => [continueAsNew('idle')] })), idle } });
    const { runId } = await scene().start();
    const closing = await scene().closing('w', runId);
    expect(await scene().client.describe({ workflowId: 'w' })).toMatchObject({
      runId: next(closing),
      status: 'RUNNING',
    });
  });
});
