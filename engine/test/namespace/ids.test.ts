import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { applicationFailure, complete, failRun } from './commands';
import { onEachStore, startRequest } from './scene';
import { code, json } from './scripted-worker';

const ends = code(() => ({
  signalWorkflow: ({ signalName }) => (signalName === 'fail' ? [failRun(applicationFailure('x'))] : [complete(1)]),
}));

onEachStore('a workflow id', (scene) => {
  const finished = async (how: 'complete' | 'fail') => {
    scene().worker({ scripts: { wf: ends } });
    await scene().start();
    await scene().signal(how);
    await scene().closing();
  };

  it('that is in use is refused, with the run that has it', async () => {
    const { runId } = await scene().start();
    await expect(scene().start()).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      message: 'Workflow execution already started',
      details: { workflowId: 'w', workflowType: 'wf', runId },
    });
  });

  it('started again with the same request id answers with the run that was started', async () => {
    const request = startRequest();
    const first = await scene().client.start(request);
    expect(await scene().client.start(request)).toEqual(first);
  });

  it('that is in use can be used as it is', async () => {
    const { runId } = await scene().start();
    expect(await scene().start({ idConflictPolicy: 'USE_EXISTING' })).toEqual({ runId, started: false });
  });

  it('that is in use can be taken over, ending its run', async () => {
    const first = await scene().start();
    const second = await scene().start({ idConflictPolicy: 'TERMINATE_EXISTING' });
    expect(second).toMatchObject({ started: true });
    expect(second.runId).not.toBe(first.runId);
    expect(await scene().closing('w', first.runId)).toMatchObject({
      type: 'WorkflowExecutionTerminated',
      reason: 'TerminateIfRunning WorkflowIdReusePolicy Policy',
      details: [json(`terminated by new runID: ${second.runId}`)],
    });
    expect((await scene().client.describe({ workflowId: 'w' })).runId).toBe(second.runId);
  });

  it('of a completed workflow is reused as the policy says', async () => {
    await finished('complete');
    await expect(scene().start({ idReusePolicy: 'REJECT_DUPLICATE' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    await expect(scene().start({ idReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    expect(await scene().start()).toMatchObject({ started: true });
  });

  it('of a failed workflow is reused by the policy for failed ones', async () => {
    await finished('fail');
    expect(await scene().start({ idReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY' })).toMatchObject({ started: true });
  });

  it.each([
    ['an empty id', { workflowId: '' }],
    ['an id that is too long', { workflowId: 'x'.repeat(1_001) }],
    ['arguments that are too large', { args: [json('x'.repeat(2 * 1024 * 1024))] }],
    ['a cron schedule nobody can read', { cronSchedule: 'sometimes' }],
    ['a cron schedule with a start delay', { cronSchedule: '* * * * *', startDelayMs: 1 }],
    [
      'policies that contradict each other',
      { idReusePolicy: 'REJECT_DUPLICATE', idConflictPolicy: 'TERMINATE_EXISTING' } as const,
    ],
  ])('with %s is refused before anything is written', async (_what, options) => {
    await expect(scene().start(options)).rejects.toThrow(/./);
    await expect(scene().client.describe({ workflowId: 'w' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is guarded by the first run of its chain', async () => {
    const first = await scene().start();
    await scene().client.terminate({ workflowId: 'w', firstRunId: first.runId }, { requestId: randomUUID() });
    await scene().start();
    const stale = { workflowId: 'w', firstRunId: first.runId };
    await expect(scene().client.terminate(stale, { requestId: randomUUID() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(scene().client.requestCancel(stale, { requestId: randomUUID() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await scene().client.describe({ workflowId: 'w' })).status).toBe('RUNNING');
  });

  it('that was terminated says by whom and why', async () => {
    await scene().start();
    const reason = { reason: 'enough', details: [json('d')], identity: 'me' };
    await scene().client.terminate({ workflowId: 'w' }, { requestId: randomUUID(), ...reason });
    expect(await scene().closing()).toMatchObject({ type: 'WorkflowExecutionTerminated', ...reason });
    await expect(scene().client.terminate({ workflowId: 'w' }, { requestId: randomUUID() })).rejects.toMatchObject({
      message: 'workflow execution already completed',
    });
  });

  it('signalled with one request id hears the signal once', async () => {
    await scene().start();
    const signal = { requestId: randomUUID(), name: 's', args: [] };
    await scene().client.signal({ workflowId: 'w' }, signal);
    await scene().client.signal({ workflowId: 'w' }, signal);
    expect((await scene().types()).filter((type) => type === 'WorkflowExecutionSignaled')).toHaveLength(1);
  });

  it('is signalled and started in one step, with the signal in front of the first task', async () => {
    const signal = { requestId: randomUUID(), name: 's', args: [] };
    await scene().client.signalWithStart(startRequest({ idConflictPolicy: 'USE_EXISTING' }), signal);
    expect(await scene().types()).toEqual([
      'WorkflowExecutionStarted',
      'WorkflowExecutionSignaled',
      'WorkflowTaskScheduled',
    ]);
  });

  it('is described with what its code changed', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => [
            { kind: 'modifyMemo', upsertedMemo: { m: json(2) } },
            { kind: 'upsertSearchAttributes', searchAttributes: { S: json('x') } },
          ],
        })),
      },
    });
    const { runId } = await scene().start({ memo: { m: json(1) } });
    await scene().until(async () => (await scene().types()).includes('WorkflowTaskCompleted'));
    expect(await scene().client.describe({ workflowId: 'w' })).toMatchObject({
      runId,
      statusName: 'RUNNING',
      firstRunId: runId,
      run: {
        'memo:m': JSON.stringify(json(2)),
        'sa:S': JSON.stringify({ ...json('x'), metadata: { type: 'Keyword' } }),
      },
    });
  });

  it('of a store whose time runs far from ours is signalled all the same', async () => {
    await scene().start();
    if (scene().store === 'memory') await scene().pass(30 * 86_400_000);
    await scene().signal('late');
    expect(await scene().types()).toContain('WorkflowExecutionSignaled');
  });
});
