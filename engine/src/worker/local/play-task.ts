/**
 * Plays a workflow task until the code waits for nothing that this worker does itself. While local activities run, the
 * task stays open; before it times out, or when it has much to report, it is renewed: completed with what there is, and
 * followed by another one at once.
 */
import { LIMITS } from '../../limits';
import type { LocalActivityEnd } from '../../model/local-activity';
import type { WorkflowTask } from '../../model/task';
import type { Namespace } from '../../namespace/namespace';
import type { WorkflowTaskWatch } from '../../telemetry/workflow-task';
import type { WorkflowHandler } from '../contract';
import type { TaskEnd } from '../completion';
import { activateAll } from '../play';
import type { CachedRun } from '../run-cache';
import { SandboxLost, TaskFailed } from '../task-failure';
import type { LocalActivities, RunLocalActivities } from './local-activities';

export interface PlayTaskOptions {
  readonly namespace: Namespace;
  readonly handler: WorkflowHandler;
  readonly taskQueue: string;
  readonly localActivities: LocalActivities;
}

/**
 * Answers `done` when nothing is running; `renew` when local activities go on in the next task; `hand over` when this
 * worker shuts down, and the next task is for another one, which begins again what has not ended.
 */
export async function playTask(
  options: PlayTaskOptions,
  run: CachedRun,
  task: WorkflowTask,
  watch?: WorkflowTaskWatch,
): Promise<TaskEnd> {
  const { machine } = run;
  const renewMs = task.startedMs + (task.deadlineMs - task.startedMs) * LIMITS.renewTaskAfter;
  let bytes = 0;
  for (;;) {
    await activateAll(options.handler, machine, watch);
    const work = machine.takeLocalWork();
    if (work.start.length > 0) run.locals ??= options.localActivities.ofRun(localRun(options, run, task));
    run.locals?.carryOut(work);
    if (!run.locals || machine.localRunning === 0) return 'done';
    if (machine.localRunning > LIMITS.localActivitiesPerRun) throw tooMany(machine.localRunning);
    if (machine.hasAnswers || reportsMuch(machine.commandCount, bytes)) return 'renew';
    const end = await run.locals.next(renewMs - options.namespace.clock.nowMs());
    if (!end) return leave(run.locals);
    bytes += sizeOf(end);
    machine.localEnded(end);
  }
}

function leave(locals: RunLocalActivities): TaskEnd {
  if (locals.givenUp) throw new SandboxLost('the sandbox was lost while local activities were running');
  return locals.lost ? 'hand over' : 'renew';
}

function localRun({ taskQueue }: PlayTaskOptions, { started }: CachedRun, { workflowId, runId }: WorkflowTask) {
  return { workflowId, runId, workflowType: started.workflowType, taskQueue };
}

function reportsMuch(commands: number, bytes: number): boolean {
  return commands >= LIMITS.localCommandsPerTask || bytes >= LIMITS.localBytesPerTask;
}

/** About; texts in UTF-16 units. */
function sizeOf({ outcome }: LocalActivityEnd): number {
  if (outcome.status !== 'completed') return 0;
  return outcome.result.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
}

function tooMany(count: number): TaskFailed {
  const message =
    `The workflow runs ${count} local activities at once, at most ${LIMITS.localActivitiesPerRun} are allowed: ` +
    'run them in smaller groups, or spread them over child workflows';
  const type = 'WORKFLOW_WORKER_UNHANDLED_FAILURE';
  return new TaskFailed({ message, source: 'Server', info: { kind: 'application', type } }, type);
}
