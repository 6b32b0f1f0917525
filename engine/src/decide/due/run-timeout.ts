import type { WorkflowExecutionStarted } from '../../model/event';
import type { DueEntry, DueRun } from '../../model/due';
import type { Transition } from '../../model/transition';
import { invariant } from '../../invariant';
import { body } from '../body';
import { closeRun } from '../close-run';
import { OPEN } from '../guards';
import type { DueContext } from './context';
import { stillMine } from './timer-guard';

/** The run, or the whole chain, has used up its time. A run may be retried by its policy, a chain may not. */
export function runTimeoutDue(run: DueRun, entry: DueEntry, context: DueContext): Transition {
  const started: WorkflowExecutionStarted & { timeMs: number } = startedOf(run);
  const plan = closeRun(
    {
      started,
      runStartMs: started.timeMs,
      nowMs: context.nowMs,
      retentionMs: context.retentionMs,
      newId: context.newId,
    },
    {
      as: 'timedOut',
      expired: entry.name === 'executionTimeout',
      failure: {
        message: 'workflow timeout',
        source: 'Server',
        info: { kind: 'timeout', timeoutType: 'START_TO_CLOSE' },
      },
    },
  );
  return {
    target: { workflowId: run.workflowId, runId: run.runId },
    alternatives: [
      {
        guards: [OPEN, stillMine(entry)],
        effects: [{ do: 'breakTask' }, { do: 'flush' }, { do: 'append', bodies: [body(plan.event)] }, ...plan.effects],
      },
    ],
  };
}

function startedOf(run: DueRun): WorkflowExecutionStarted & { timeMs: number } {
  invariant(run.started.type === 'WorkflowExecutionStarted', 'the first event of a run is its start');
  return run.started;
}
