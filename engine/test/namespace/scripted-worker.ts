import type { Activation, ActivationResult } from '../../src/model/activation';
import type { Command } from '../../src/model/command';
import type { Payload } from '../../src/model/payload';
import type { ActivityHandler, ActivityOutcome, WorkflowHandler } from '../../src/worker/contract';
import type { ActivityTask } from '../../src/model/task';

/** Workflow code as a function from an activation to commands; what it keeps between them is up to the script. */
export type Script = (activation: Activation) => readonly Command[];

/** A sandbox that runs scripts by workflow type, one instance per run. */
export function scriptedWorkflows(scripts: Readonly<Record<string, () => Script>>): WorkflowHandler {
  const runs = new Map<string, Script>();
  return {
    activate(activation): Promise<ActivationResult> {
      const init = activation.jobs.find((job) => job.kind === 'initializeWorkflow');
      if (init) runs.set(activation.runId, scripts[init.info.workflowType]!());
      const commands = runs.get(activation.runId)!(activation);
      return Promise.resolve({ status: 'ok', commands, sinkCalls: [] });
    },
    evict: (runId) => {
      runs.delete(runId);
      return Promise.resolve();
    },
    onLost: () => undefined,
    nondeterminismFailsWorkflow: () => false,
  };
}

export function scriptedActivities(
  run: (task: ActivityTask) => ActivityOutcome | Promise<ActivityOutcome>,
): ActivityHandler {
  return {
    maxHeartbeatThrottleIntervalMs: 60_000,
    defaultHeartbeatThrottleIntervalMs: 30_000,
    run: async (task) => run(task),
  };
}

export function json(value: unknown): Payload {
  return { encoding: 'json/plain', data: JSON.stringify(value) };
}
