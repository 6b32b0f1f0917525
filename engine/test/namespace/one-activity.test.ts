import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngineClient } from '../../src/client/client';
import { createNamespace, type Namespace } from '../../src/namespace/namespace';
import type { Command } from '../../src/model/command';
import { createMemoryStore } from '../../src/store/memory';
import { createEngineWorker } from '../../src/worker/worker';
import { json, scriptedActivities, scriptedWorkflows, type Script } from './scripted-worker';

const oneActivity = (): Script => (activation) =>
  activation.jobs.flatMap((job): readonly Command[] => {
    if (job.kind === 'initializeWorkflow') {
      return [
        {
          kind: 'scheduleActivity',
          seq: 1,
          activityId: '1',
          activityType: 'echo',
          args: job.args,
          startToCloseTimeoutMs: 1_000,
          cancellationType: 'TRY_CANCEL',
        },
      ];
    }
    if (job.kind === 'resolveActivity' && job.resolution.status === 'completed') {
      return [{ kind: 'completeWorkflow', result: job.resolution.result }];
    }
    return [];
  });

const open: Namespace[] = [];
afterEach(async () => {
  for (const namespace of open.splice(0)) await namespace.close();
});

describe('a workflow with one activity', () => {
  it('runs from start to result', async () => {
    const namespace = createNamespace(createMemoryStore({ namespace: 'default' }));
    open.push(namespace);
    const client = createEngineClient(namespace);
    const errors: unknown[] = [];
    const worker = createEngineWorker(namespace, {
      taskQueue: 'q',
      identity: 'test',
      workflows: scriptedWorkflows({ wf: oneActivity }),
      activities: scriptedActivities(({ scheduled }) => ({ status: 'completed', result: scheduled.input ?? [] })),
      maxConcurrentActivities: 10,
      maxConcurrentWorkflowTasks: 10,
      maxCachedWorkflows: 10,
      onError: (error) => errors.push(error),
    });
    const running = worker.run();
    const { runId } = await client.start({
      requestId: randomUUID(),
      workflowId: 'w',
      workflowType: 'wf',
      taskQueue: 'q',
      args: [json('hello')],
      idReusePolicy: 'ALLOW_DUPLICATE',
      idConflictPolicy: 'FAIL',
    });
    const close = await client.waitForClose({ workflowId: 'w', runId });
    expect(close.event).toMatchObject({ type: 'WorkflowExecutionCompleted', result: [json('hello')] });
    const history = await client.history({ workflowId: 'w' });
    expect(history.map(({ type }) => type)).toEqual([
      'WorkflowExecutionStarted',
      'WorkflowTaskScheduled',
      'WorkflowTaskStarted',
      'WorkflowTaskCompleted',
      'ActivityTaskScheduled',
      'ActivityTaskStarted',
      'ActivityTaskCompleted',
      'WorkflowTaskScheduled',
      'WorkflowTaskStarted',
      'WorkflowTaskCompleted',
      'WorkflowExecutionCompleted',
    ]);
    worker.stopPolling();
    await running;
    expect(errors).toEqual([]);
  });
});
