import type { WorkerOptions } from '@perdure/worker';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { inWorkflowContext } from '@perdure/workflow';
import { expect, it } from 'vitest';
import type { Rules } from '../support/rules';
import { eventsOf, rejection, TASK_QUEUE, until, withWorker } from '../support/scene';
import * as workflows from '../workflows/sandbox';

export const sandbox: Rules = (scene) => {
  it('module state belongs to one run', async () => {
    const counts = await Promise.all([1, 2, 3].map(() => scene().execute(workflows.countsInModule)));
    expect(counts).toEqual([2, 2, 2]);
  });

  it('the clock stands still, and moves with timers', async () => {
    expect(await scene().execute(workflows.clocks)).toEqual({ still: true, movedBy: true, fired: 'fired' });
  });

  it('random numbers differ between runs', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => scene().execute(workflows.randomness)));
    expect(new Set([...one!, ...two!]).size).toBe(8);
  });

  it.each(['WeakRef', 'FinalizationRegistry'])('%s fails the task', async (name) => {
    const handle = await scene().start(workflows.forbidden, [name]);
    expect(await scene().taskFailureOf(handle)).toBe(
      `${name} cannot be used in Workflows because v8 GC is non-deterministic`,
    );
  });

  it('code knows whether it is in a workflow', async () => {
    expect(await scene().execute(workflows.insideContext)).toBe(true);
    expect(inWorkflowContext()).toBe(false);
    await expect(workflows.countsInModule()).rejects.toThrow(/may only be used from a Workflow Execution/);
  });
};

export const workflowInfo: Rules = (scene) => {
  it('says all there is to know', async () => {
    const handle = await scene().start(workflows.info, [], {
      memo: { m: 1 },
      workflowRunTimeout: '1 hour',
      workflowExecutionTimeout: '2 hours',
      workflowTaskTimeout: '20 seconds',
      retry: { maximumAttempts: 5 },
      priority: { priorityKey: 2 },
    });
    const runId = (handle as unknown as { firstExecutionRunId: string }).firstExecutionRunId;
    const info = (await handle.result()) as Record<string, unknown>;
    expect(info).toMatchObject({
      workflowId: handle.workflowId,
      runId,
      firstExecutionRunId: runId,
      originalExecutionRunId: runId,
      workflowType: 'info',
      taskQueue: TASK_QUEUE,
      namespace: scene().namespace,
      memo: { m: 1 },
      attempt: 1,
      runTimeoutMs: 3_600_000,
      executionTimeoutMs: 7_200_000,
      taskTimeoutMs: 20_000,
      continueAsNewSuggested: false,
      unsafe: { isReplaying: false, now: 'number' },
      typedSearchAttributes: 0,
      priority: { priorityKey: 2 },
    });
    expect(info['retryPolicy']).toMatchObject({ maximumAttempts: 5 });
    const expiresInMs = (info['executionExpirationTime'] as number) - (info['startTime'] as number);
    expect(Math.round(expiresInMs / 1_000)).toBe(7_200);
    expect(info['runStartTime']).toBe(info['startTime']);
    // Before the second task started: started, a whole task, timer started, timer fired, task scheduled.
    expect(info['historyLength']).toBe(8);
    expect(info['historySize']).toBeGreaterThan(100);
    expect(Object.keys(info)).not.toContain('parent');
  });
};

export const visibility: Rules = (scene) => {
  it('memo and search attributes are merged, and null deletes', async () => {
    const text = defineSearchAttributeKey('CustomText', 'TEXT');
    const handle = await scene().start(workflows.visible, [], {
      memo: { changed: 'old', dropped: true, untouched: 1 },
      typedSearchAttributes: new TypedSearchAttributes([{ key: text, value: 'given' }]),
    });
    expect(await handle.result()).toEqual({
      memo: { changed: 'new', kept: 1, untouched: 1 },
      int: 7,
      list: ['a', 'b'],
      text: 'none',
    });
    const described = await handle.describe();
    expect(described.memo).toEqual({ changed: 'new', kept: 1, untouched: 1 });
    expect(described.typedSearchAttributes.get(defineSearchAttributeKey('CustomInt', 'INT'))).toBe(7);
    expect(described.typedSearchAttributes.get(text)).toBeUndefined();
  });
};

export const sinksAndLogs: Rules = (scene) => {
  it('are silent during replay unless they ask for it; one that throws harms nobody', async () => {
    const seen: string[] = [];
    const sinks: WorkerOptions['sinks'] = {
      test: {
        note: { fn: (info, text: string) => void seen.push(`${info.workflowType} ${text}`) },
        always: { fn: (_info, text: string) => void seen.push(`always ${text}`), callDuringReplay: true },
        failing: {
          fn: () => {
            throw new Error('a sink failed');
          },
        },
      },
    };
    await withWorker({ sinks, maxCachedWorkflows: 0 }, async (own) => {
      const handle = await own.start(workflows.speaks);
      await handle.result();
      expect(seen).toEqual(['speaks first', 'always first', 'always first', 'speaks second']);
      const lines = own.logs(handle).map(({ level, message }) => `${level} ${message}`);
      expect(lines).toContain('INFO first');
      expect(lines).toContain('WARN second');
      expect(lines.filter((line) => line === 'INFO first')).toHaveLength(1);
      expect(lines).toContain('ERROR External sink function threw an error');
    });
  });

  it('that nobody registered are reported, and the workflow goes on', async () => {
    const handle = await scene().start(workflows.speaks);
    await handle.result();
    const messages = () =>
      scene()
        .logs(handle)
        .map(({ message }) => message);
    await until('the report', () => messages().includes('Workflow referenced an unregistered external sink'));
    expect(messages()).toContain('Workflow started');
    expect(messages()).toContain('Workflow completed');
    const [line] = scene()
      .logs(handle)
      .filter(({ message }) => message === 'first');
    expect(line?.meta).toMatchObject({
      sdkComponent: 'workflow',
      step: 1,
      workflowType: 'speaks',
      taskQueue: TASK_QUEUE,
    });
  });

  it('time stamps of a history never go back', async () => {
    const handle = await scene().start(workflows.speaks);
    await handle.result();
    const times = (await eventsOf(handle)).map(
      ({ eventTime }) => Number(eventTime?.seconds) * 1e9 + (eventTime?.nanos ?? 0),
    );
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(await rejection(handle.signal('late'))).toHaveProperty('name', 'WorkflowNotFoundError');
  });
};
