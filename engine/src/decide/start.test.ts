import { describe, expect, it } from 'vitest';
import { effectsOf, eventsOf, kinds, NOW, START, startRequest } from '../../test/support/decide';
import { RUN_STATUSES, type IdConflictPolicy, type IdReusePolicy, type RunStatus } from '../model/status';
import type { Guard } from '../model/transition';
import { signalWithStart, startWorkflow, type StartPlan } from './start';

const SIGNAL = { requestId: 's', name: 'sig', args: [] };

/** What becomes of a start when the id's current run has this status; undefined: the id is new. */
function outcome(plan: StartPlan, status: RunStatus | undefined): string {
  const holds = (guard: Guard): boolean => {
    if (guard.is === 'absent') return status === undefined;
    if (guard.is !== 'field' || status === undefined) return false;
    return guard.field === 'status' && guard.in.includes(status);
  };
  const index = plan.transition.alternatives.findIndex(({ guards }) => guards.every(holds));
  if (index < 0) return 'refused';
  const ended = kinds(plan.transition.alternatives[index]!.effects).includes('close');
  return ended ? 'terminated and created' : plan.outcomes[index]!;
}

const FAILED: readonly RunStatus[] = ['FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT'];
const REUSABLE: Record<IdReusePolicy, (status: RunStatus) => boolean> = {
  ALLOW_DUPLICATE: () => true,
  ALLOW_DUPLICATE_FAILED_ONLY: (status) => FAILED.includes(status),
  REJECT_DUPLICATE: () => false,
};
const WHEN_OPEN: Record<IdConflictPolicy, string> = {
  FAIL: 'refused',
  USE_EXISTING: 'existing',
  TERMINATE_EXISTING: 'terminated and created',
};
const COMBINATIONS = (Object.keys(REUSABLE) as IdReusePolicy[]).flatMap((reuse) =>
  (Object.keys(WHEN_OPEN) as IdConflictPolicy[]).map((conflict) => [reuse, conflict] as const),
);

describe('starting a workflow', () => {
  it.each(COMBINATIONS)(
    'with %s and %s follows the reuse policy for closed runs, the conflict policy for open ones',
    (reuse, conflict) => {
      const plan = startWorkflow(startRequest({ idReusePolicy: reuse, idConflictPolicy: conflict }), START);
      expect(outcome(plan, undefined)).toBe('created');
      expect(outcome(plan, 'RUNNING')).toBe(WHEN_OPEN[conflict]);
      for (const status of RUN_STATUSES.filter((one) => one !== 'RUNNING')) {
        expect(outcome(plan, status)).toBe(REUSABLE[reuse](status) ? 'created' : 'refused');
      }
    },
  );

  it('recognises a repeat by its request id before anything else', () => {
    const { transition, outcomes } = startWorkflow(startRequest(), START);
    expect(outcomes[0]).toBe('repeat');
    expect(transition.alternatives[0]).toEqual({
      guards: [{ is: 'field', hash: 'current', field: 'req', in: ['request'] }],
      effects: [],
    });
  });

  it('creates the run and schedules its first task', () => {
    const { effects } = startWorkflow(startRequest(), START).transition.alternatives[1]!;
    expect(kinds(effects)).toEqual(['createRun', 'scheduleTask']);
    expect(effectsOf(effects, 'createRun')[0]!.run).toMatchObject({
      runId: 'new',
      firstRunId: 'new',
      startRequestId: 'request',
    });
  });

  const created = (options: Parameters<typeof startRequest>[0]) => {
    const { effects } = startWorkflow(startRequest(options), START).transition.alternatives[1]!;
    const { run } = effectsOf(effects, 'createRun')[0]!;
    return { effects, run, started: JSON.parse(run.started) as Record<string, unknown> };
  };

  it('caps the run timeout by the execution timeout, and the task timeout by both its maximum and the run', () => {
    expect(created({ executionTimeoutMs: 5_000, runTimeoutMs: 9_000 }).run).toMatchObject({
      runTimeoutMs: 5_000,
      executionTimeoutMs: 5_000,
      workflowTaskTimeoutMs: 9_000,
    });
    expect(created({ taskTimeoutMs: 500_000 }).run.workflowTaskTimeoutMs).toBe(120_000);
    expect(created({}).run).toMatchObject({ workflowTaskTimeoutMs: 10_000, runTimeoutMs: undefined });
  });

  it('lets the whole chain expire when its execution timeout says, start delay or not', () => {
    const { run, started } = created({ executionTimeoutMs: 5_000, startDelayMs: 2_000 });
    expect(started['workflowExecutionExpirationMs']).toBe(NOW + 5_000);
    expect(run.executionTimeoutMs).toBe(5_000);
  });

  it('holds the first task back by a start delay or until the first cron time', () => {
    expect(created({ startDelayMs: 500 })).toMatchObject({ run: { hold: { kind: 'delay', delayMs: 500 } } });
    expect(created({ cronSchedule: '30 * * * *' })).toMatchObject({
      run: { hold: { kind: 'backoff', delayMs: 1_800_000 } },
      started: { firstWorkflowTaskBackoffMs: 1_800_000 },
    });
    expect(kinds(created({ startDelayMs: 500 }).effects)).not.toContain('scheduleTask');
  });

  it('marks a child with its parent', () => {
    const parent = { namespace: 'n', workflowId: 'p', runId: 'parent-run', initiatedEventId: 5 };
    const { effects } = startWorkflow(startRequest(), { ...START, parent }).transition.alternatives[1]!;
    expect(effectsOf(effects, 'set')).toEqual([
      { do: 'set', hash: 'run', field: 'parent', value: 'parent-run' },
      { do: 'set', hash: 'run', field: 'parentId', value: 'p' },
    ]);
  });
});

describe('signalling with a start', () => {
  it('puts the signal in front of the first task of a new run, or signals the open one', () => {
    const { transition, outcomes } = signalWithStart(startRequest({ idConflictPolicy: 'USE_EXISTING' }), SIGNAL, START);
    const [, fresh, , existing] = transition.alternatives;
    expect(outcomes).toEqual(['repeat', 'created', 'created', 'existing']);
    expect(kinds(fresh!.effects)).toEqual(['createRun', 'arrive', 'scheduleTask']);
    expect(eventsOf(existing!.effects)).toMatchObject([{ type: 'WorkflowExecutionSignaled', signalName: 'sig' }]);
    expect(transition.dedupe).toEqual({ kind: 'window', requestId: 's' });
  });

  it('with a delay is woken by another signalWithStart only', () => {
    const request = startRequest({ idConflictPolicy: 'USE_EXISTING', startDelayMs: 500 });
    const [, fresh, , existing] = signalWithStart(request, SIGNAL, START).transition.alternatives;
    expect(effectsOf(fresh!.effects, 'createRun')[0]!.run.hold).toEqual({ kind: 'backoff', delayMs: 500 });
    expect(effectsOf(existing!.effects, 'when')).toMatchObject([
      { guard: { is: 'present', field: 'delayedWithSignal' }, then: [{ do: 'unset' }, { do: 'releaseHold' }] },
    ]);
  });
});
