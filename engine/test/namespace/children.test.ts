import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Command, CommandOf } from '../../src/model/command';
import { applicationFailure, child, complete, continueAsNew, failRun, timer } from './commands';
import { onEachStore } from './scene';
import { code } from './scripted-worker';

/** Starts one child and ends as it does. A signal named `end` completes the parent, `cancel` cancels the child. */
function parent(options: Partial<CommandOf<'startChildWorkflow'>> = {}) {
  return code(() => ({
    initializeWorkflow: () => [child(1, 'c', options)],
    resolveChildStart: ({ resolution }): Command[] =>
      resolution.status === 'failed' ? [complete(`${resolution.workflowId} already exists`)] : [],
    resolveChild: ({ resolution }) =>
      resolution.status === 'completed'
        ? [{ kind: 'completeWorkflow', result: resolution.result }]
        : [failRun(resolution.failure)],
    signalWorkflow: ({ signalName }) => {
      if (signalName === 'end') return [complete('parent ended')];
      if (signalName === 'again') return [continueAsNew('other')];
      return [{ kind: 'cancelChildWorkflow', childSeq: 1, reason: 'enough' }];
    },
  }));
}

const waits = code(() => ({
  cancelWorkflow: () => [{ kind: 'cancelWorkflow' }],
  signalWorkflow: ({ signalName }) => [complete(signalName)],
}));
const idle = code(() => ({}));

onEachStore('a child', (scene) => {
  const started = () => scene().until(async () => (await scene().types()).includes('ChildWorkflowExecutionStarted'));

  it('runs, and its parent gets the result', async () => {
    scene().worker({ scripts: { wf: parent(), child: code(() => ({ initializeWorkflow: () => [complete('c')] })) } });
    const { runId } = await scene().start();
    expect(await scene().closing()).toMatchObject({ type: 'WorkflowExecutionCompleted', result: [{ data: '"c"' }] });
    expect((await scene().types()).filter((type) => type.includes('Child'))).toEqual([
      'StartChildWorkflowExecutionInitiated',
      'ChildWorkflowExecutionStarted',
      'ChildWorkflowExecutionCompleted',
    ]);
    expect((await scene().history('c'))[0]).toMatchObject({
      parent: { workflowId: 'w', runId, initiatedEventId: 5 },
      root: { workflowId: 'w', runId },
    });
  });

  it('that fails, is terminated, or times out is a failure with its cause', async () => {
    const cases = [
      { options: {}, end: 'fail', cause: { message: 'child broke' } },
      { options: {}, end: 'terminate', cause: { info: { kind: 'terminated' } } },
      { options: { workflowRunTimeoutMs: 60 }, end: 'wait', cause: { info: { timeoutType: 'START_TO_CLOSE' } } },
    ];
    let options: Partial<CommandOf<'startChildWorkflow'>> = {};
    const wf = () => parent(options)();
    scene().worker({
      scripts: {
        wf,
        child: code(() => ({ signalWorkflow: () => [failRun(applicationFailure('child broke'))] })),
      },
    });
    for (const { options: wish, end, cause } of cases) {
      options = wish;
      const { runId } = await scene().start();
      await scene().until(async () => (await scene().types()).includes('ChildWorkflowExecutionStarted'));
      if (end === 'fail') await scene().signal('fail', 'c');
      if (end === 'terminate') await scene().client.terminate({ workflowId: 'c' }, { requestId: randomUUID() });
      expect(await scene().closing('w', runId)).toMatchObject({
        type: 'WorkflowExecutionFailed',
        failure: { info: { kind: 'childWorkflow', workflowId: 'c' }, cause },
      });
    }
  });

  it('whose id is in use does not start, and the other one is left alone', async () => {
    scene().worker({ scripts: { wf: parent(), child: waits, other: waits } });
    await scene().start({ workflowId: 'c', workflowType: 'other' });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ result: [{ data: '"c already exists"' }] });
    expect((await scene().client.describe({ workflowId: 'c' })).status).toBe('RUNNING');
  });

  it('that could not start does not get its signals delivered to the one that has its id', async () => {
    const wf = code(() => ({
      initializeWorkflow: () => [child(1, 'c'), timer(1, 1)],
      fireTimer: () => [],
      signalWorkflow: () => [
        {
          kind: 'signalExternalWorkflow',
          seq: 1,
          target: { kind: 'child', workflowId: 'c' },
          signalName: 's',
          args: [],
        },
      ],
      resolveSignalExternal: ({ failure }) => [complete(failure?.message ?? 'signalled')],
    }));
    scene().worker({ scripts: { wf, child: waits, other: waits } });
    await scene().start({ workflowId: 'c', workflowType: 'other' });
    await scene().start();
    await scene().signal('send');
    expect(JSON.stringify(await scene().closing())).toContain('not found');
    expect((await scene().client.describe({ workflowId: 'c' })).status).toBe('RUNNING');
  });

  it('is cancelled by its parent, which waits for it', async () => {
    scene().worker({ scripts: { wf: parent(), child: waits } });
    await scene().start();
    await started();
    await scene().signal('cancel');
    expect(await scene().closing()).toMatchObject({
      type: 'WorkflowExecutionFailed',
      failure: { message: 'Child Workflow execution cancelled', cause: { info: { kind: 'canceled' } } },
    });
    expect(await scene().closing('c')).toMatchObject({ type: 'WorkflowExecutionCanceled' });
  });

  it.each([
    ['TERMINATE', 'WorkflowExecutionTerminated'],
    ['REQUEST_CANCEL', 'WorkflowExecutionCanceled'],
  ] as const)('with policy %s ends when its parent closes', async (parentClosePolicy, type) => {
    scene().worker({ scripts: { wf: parent({ parentClosePolicy }), child: waits } });
    await scene().start();
    await started();
    await scene().signal('end');
    expect(await scene().closing('c')).toMatchObject({ type });
  });

  it('with policy ABANDON outlives its parent', async () => {
    scene().worker({ scripts: { wf: parent({ parentClosePolicy: 'ABANDON' }), child: waits } });
    await scene().start();
    await started();
    await scene().signal('end');
    await scene().closing();
    await scene().signal('last', 'c');
    expect(await scene().closing('c')).toMatchObject({ result: [{ data: '"last"' }] });
  });

  it('is ended by its policy when the parent continues as new', async () => {
    scene().worker({ scripts: { wf: parent(), child: waits, other: idle } });
    await scene().start();
    await started();
    await scene().signal('again');
    expect(await scene().closing('c')).toMatchObject({
      type: 'WorkflowExecutionTerminated',
      reason: 'by parent close policy',
    });
  });

  it('that continues as new reports at the end of its chain only', async () => {
    scene().worker({
      scripts: {
        wf: parent(),
        child: code(() => ({ initializeWorkflow: () => [continueAsNew('second')] })),
        second: code(() => ({ initializeWorkflow: () => [timer(1, 40)], fireTimer: () => [complete('second')] })),
      },
    });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ result: [{ data: '"second"' }] });
    expect((await scene().types()).filter((type) => type.startsWith('ChildWorkflowExecution'))).toHaveLength(2);
  });

  it('that is retried reports its last failure', async () => {
    const retryPolicy = {
      initialIntervalMs: 10,
      backoffCoefficient: 1,
      maximumIntervalMs: 10,
      maximumAttempts: 3,
      nonRetryableErrorTypes: [],
    };
    let attempts = 0;
    scene().worker({
      scripts: {
        wf: parent({ retryPolicy }),
        child: code(() => ({
          initializeWorkflow: ({ info }) => {
            attempts = Math.max(attempts, info.attempt);
            return [failRun(applicationFailure(`attempt ${info.attempt}`))];
          },
        })),
      },
    });
    await scene().start();
    expect(await scene().closing()).toMatchObject({
      failure: { info: { retryState: 'MAXIMUM_ATTEMPTS_REACHED' }, cause: { message: 'attempt 3' } },
    });
    expect(attempts).toBe(3);
  });
});
