import type { Activation, ActivationResult, JobKind, JobOf } from '../../src/model/activation';
import type { Command } from '../../src/model/command';
import type { ActivityControl, ActivityHandler, ActivityOutcome, WorkflowHandler } from '../../src/worker/contract';
import type { ActivityTask } from '../../src/model/task';

export { json } from '../support/history';

/** Workflow code as a function from an activation to commands; what it keeps between them is up to the script. */
export type Script = (activation: Activation) => readonly Command[];

/** What a script throws to fail its workflow task. */
export class ScriptFailure extends Error {
  readonly nondeterminism: boolean;

  constructor(message: string, nondeterminism = false) {
    super(message);
    this.nondeterminism = nondeterminism;
  }
}

type Reactions = { readonly [K in JobKind]?: (job: JobOf<K>, activation: Activation) => readonly Command[] };

/** A script that reacts to each kind of job; `make` is called once for each sandbox. */
export function code(make: () => Reactions): () => Script {
  return () => {
    const reactions = make();
    return (activation) =>
      activation.jobs.flatMap((job) => {
        const react = reactions[job.kind] as ((job: unknown, activation: Activation) => readonly Command[]) | undefined;
        return react?.(job, activation) ?? [];
      });
  };
}

export interface ScriptedWorkflows extends WorkflowHandler {
  /** Runs that have a sandbox now. */
  readonly live: ReadonlySet<string>;
}

/** A sandbox that runs scripts by workflow type, one instance per run. */
export function scriptedWorkflows(
  scripts: Readonly<Record<string, () => Script>>,
  { nondeterminismFails = false } = {},
): ScriptedWorkflows {
  const runs = new Map<string, Script>();
  const live = new Set<string>();
  return {
    live,
    async activate(activation): Promise<ActivationResult> {
      const init = activation.jobs.find((job) => job.kind === 'initializeWorkflow');
      if (init) runs.set(activation.runId, scripts[init.info.workflowType]!());
      live.add(activation.runId);
      try {
        return { status: 'ok', commands: runs.get(activation.runId)!(activation), sinkCalls: [] };
      } catch (error) {
        if (!(error instanceof ScriptFailure)) throw error;
        const { message, nondeterminism } = error;
        return { status: 'failed', failure: { message }, nondeterminism, sinkCalls: [] };
      }
    },
    async evict(runId) {
      runs.delete(runId);
      live.delete(runId);
    },
    onLost: () => undefined,
    nondeterminismFailsWorkflow: () => nondeterminismFails,
  };
}

/** Does something before the code hears of a kind of job for the first time, while its workflow task is out. */
export function pausing(workflows: WorkflowHandler, kind: JobKind, pause: () => Promise<unknown>): WorkflowHandler {
  let paused = false;
  return {
    ...workflows,
    async activate(activation) {
      if (!paused && activation.jobs.some((job) => job.kind === kind)) {
        paused = true;
        await pause();
      }
      return workflows.activate(activation);
    },
  };
}

export function scriptedActivities(
  run: (task: ActivityTask, control: ActivityControl) => ActivityOutcome | Promise<ActivityOutcome>,
): ActivityHandler {
  return {
    maxHeartbeatThrottleIntervalMs: 60_000,
    defaultHeartbeatThrottleIntervalMs: 30_000,
    run: async (task, control) => run(task, control),
  };
}
