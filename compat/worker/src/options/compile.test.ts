import { hostname } from 'node:os';
import { noopMetricMeter } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { recordingLogger } from '../../test/support/fakes';
import { NotSupportedError } from '../errors';
import { compileWorkerOptions } from './compile';
import { refuseWrongOptions } from './refuse';
import type { WorkerOptions } from './worker-options';

const taskQueue = 'orders';

function compile(options: Partial<WorkerOptions> = {}) {
  const logger = recordingLogger();
  return {
    ...compileWorkerOptions({ taskQueue, ...options }, logger, noopMetricMeter),
    warnings: () => logger.messages('WARN'),
  };
}

describe('defaults', () => {
  it("are Temporal's", () => {
    expect(compile()).toMatchObject({
      namespace: 'default',
      identity: `${process.pid}@${hostname()}`,
      shutdownGraceTimeMs: 0,
      shutdownForceTimeMs: undefined,
      maxConcurrentWorkflowTaskExecutions: 40,
      maxConcurrentActivityTaskExecutions: 100,
      maxConcurrentLocalActivityExecutions: 100,
      stickyQueueScheduleToStartTimeoutMs: 10_000,
      maxHeartbeatThrottleIntervalMs: 60_000,
      defaultHeartbeatThrottleIntervalMs: 30_000,
      isolateExecutionTimeoutMs: 5_000,
      workflowThreadPoolSize: 1,
      reuseV8Context: true,
      debugMode: false,
      showStackTraceSources: false,
    });
    expect(compile().maxCachedWorkflows).toBeGreaterThanOrEqual(10);
    expect(compile({ reuseV8Context: false }).workflowThreadPoolSize).toBe(2);
  });

  it('take durations in every form', () => {
    const compiled = compile({ shutdownGraceTime: '5 seconds', shutdownForceTime: 7_000 });
    expect(compiled).toMatchObject({ shutdownGraceTimeMs: 5_000, shutdownForceTimeMs: 7_000 });
    expect(() => compile({ shutdownGraceTime: 'soon' as never })).toThrow(/Invalid duration string: 'soon'/);
  });

  it('ignore activities that are not functions', () => {
    const compiled = compile({ activities: { a: () => 1, VERSION: 3 } });
    expect([...compiled.activities.keys()]).toEqual(['a']);
    expect(compiled.enableNonLocalActivities).toBe(true);
    expect(compile().enableNonLocalActivities).toBe(false);
  });

  it('turn cut-offs off in debug mode', () => {
    expect(compile({ debugMode: true }).isolateExecutionTimeoutMs).toBe(4_294_967_295);
  });

  it('read the sizes of a fixed tuner', () => {
    const fixed = (numSlots: number) => ({ type: 'fixed-size', numSlots }) as const;
    const tuner = {
      workflowTaskSlotSupplier: fixed(3),
      activityTaskSlotSupplier: fixed(4),
      localActivityTaskSlotSupplier: fixed(5),
      nexusTaskSlotSupplier: fixed(6),
    };
    expect(compile({ tuner })).toMatchObject({
      maxConcurrentWorkflowTaskExecutions: 3,
      maxConcurrentActivityTaskExecutions: 4,
    });
    const resources = { tunerOptions: { targetCpuUsage: 1, targetMemoryUsage: 1 } };
    expect(() => compile({ tuner: resources })).toThrow(NotSupportedError);
  });

  it('keep cache and slots in relation, and say so', () => {
    const one = compile({ maxCachedWorkflows: 1 });
    expect(one.maxCachedWorkflows).toBe(2);
    expect(one.warnings()[0]).toContain('maxCachedWorkflows must be either 0');
    const many = compile({ maxCachedWorkflows: 5, maxConcurrentWorkflowTaskExecutions: 9 });
    expect(many.maxConcurrentWorkflowTaskExecutions).toBe(5);
    expect(many.warnings()[0]).toContain("can't exceed maxCachedWorkflows");
    const few = compile({ maxConcurrentWorkflowTaskExecutions: 1 });
    expect(few.maxConcurrentWorkflowTaskExecutions).toBe(2);
    expect(compile({ maxCachedWorkflows: 0, maxConcurrentWorkflowTaskExecutions: 1 })).toMatchObject({
      maxCachedWorkflows: 0,
      maxConcurrentWorkflowTaskExecutions: 1,
    });
  });

  it('put the deprecated inbound interceptors before the others', () => {
    const interceptors = { activityInbound: [() => ({})], activity: [() => ({ outbound: {} })] };
    const compiled = compile({ interceptors }).interceptors.activity;
    expect(compiled.map((factory) => Object.keys(factory({} as never)))).toEqual([['inbound'], ['outbound']]);
  });

  it('let the old name of the logger sink replace the built-in one', () => {
    const defaultWorkerLogger = { info: { fn: () => undefined } };
    expect(compile({ sinks: { defaultWorkerLogger } }).sinks['__temporal_logger']).toBe(defaultWorkerLogger);
    expect(Object.keys(compile().sinks)).toEqual(['__temporal_logger', '__temporal_metrics']);
  });
});

describe('wrong options', () => {
  it.each<[Partial<WorkerOptions>, string]>([
    [{ taskQueue: '' }, 'Task queue name is required'],
    [{ taskQueue: '__temporal_x' }, "Cannot use task queue name: '__temporal_x', with reserved prefix: '__temporal_'"],
    [{ taskQueue: '__stack_trace' }, "Cannot use task queue name: '__stack_trace', which is a reserved name"],
    [{ sinks: { __temporal_mine: {} } }, "Cannot use sink name: '__temporal_mine', with reserved prefix"],
    [{ useVersioning: true }, 'Must provide a buildId if useVersioning is true'],
    [
      { maxEagerActivityReservationsPerWorkflowTask: -1 },
      'maxEagerActivityReservationsPerWorkflowTask must be a non-negative integer',
    ],
    [
      { tuner: {} as never, maxConcurrentActivityTaskExecutions: 1 },
      'Cannot set both tuner and maxConcurrentActivityTaskExecutions',
    ],
  ])('%o: %s', (options, message) => {
    expect(() => refuseWrongOptions({ taskQueue, ...options })).toThrow(TypeError);
    expect(() => refuseWrongOptions({ taskQueue, ...options })).toThrow(message);
  });

  it('include reserved activity names', () => {
    expect(() => compile({ activities: { __temporal_a: () => 1 } })).toThrow(
      "Cannot use activity name: '__temporal_a'",
    );
  });

  it('that cannot work are refused by name', () => {
    const refused: Partial<WorkerOptions>[] = [
      { nexusServices: [{}] },
      { patchActivationCallback: () => true },
      {
        workerDeploymentOptions: {
          version: { deploymentName: 'd', buildId: 'b' },
          useWorkerVersioning: true,
          defaultVersioningBehavior: 'PINNED',
        },
      },
    ];
    for (const options of refused) {
      expect(() => refuseWrongOptions({ taskQueue, ...options })).toThrow(NotSupportedError);
    }
  });
});
