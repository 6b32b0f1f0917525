import { invariant } from '../../../invariant';
import { stampBody } from '../../codec';
import { formatScheduled, formatWaiting, type StartedTaskState, tokenOf } from '../../task-state';
import { keyName } from '../key-names';
import { pushReferenceFirst } from '../queues';
import type { Run } from '../run';
import { startedBody } from '../tasks';
import * as task from '../workflow-task';
import { type Apply, registerRun } from './context';

export const scheduleTask: Apply<'scheduleTask'> = (applying, effect) => {
  task.scheduleTask(registerRun(applying), effect, applying.queued);
};

export const releaseHold: Apply<'releaseHold'> = (applying) => {
  task.releaseHold(registerRun(applying), applying.queued);
};

export const endTask: Apply<'endTask'> = (applying, { write, updatesHandled, sticky, identity }) => {
  const run = registerRun(applying);
  const ended = run.task;
  invariant(ended?.state === 'started', `a task that ends was started (${run.get('wft') ?? 'none'})`);
  if (write) {
    if (!ended.written) materialise(run, ended, identity);
    run.set('prev', String(ended.startedEventId));
  }
  run.unset('wft', 'token');
  run.disarm('task');
  for (let handled = 0; handled < updatesHandled; handled++) run.turn.keys.shift(keyName('updatesWaiting', run.runId));
  if (sticky === '') run.unset('sticky');
  else if (sticky !== undefined) run.set('sticky', sticky);
};

export const retryTask: Apply<'retryTask'> = (applying, { attempt, delayMs }) => {
  const run = registerRun(applying);
  if (!run.open || run.task) return;
  const no = task.nextNumber(run);
  if (delayMs <= 0) {
    return task.queueTask(run, { no, attempt, written: false, scheduledEventId: 0 }, applying.queued);
  }
  run.set('wft', formatWaiting({ no, attempt }));
  run.arm('task', delayMs);
};

export const unstickTask: Apply<'unstickTask'> = (applying) => {
  const run = registerRun(applying);
  const scheduled = run.task;
  if (scheduled?.state !== 'scheduled' || scheduled.place !== 'sticky') return;
  run.set('wft', formatScheduled({ ...scheduled, place: 'shared' }));
  run.unset('sticky');
  run.disarm('task');
  const queue = { kind: 'workflow', taskQueue: run.get('queue') ?? '' } as const;
  pushReferenceFirst(run.turn, queue, task.priorityOf(run), `w|${run.runId}|${tokenOf(scheduled)}`);
};

/** Writes the events of a virtual task, with the moment it was started. */
function materialise(run: Run, ended: StartedTaskState, identity: string): void {
  const scheduled = `{"type":"WorkflowTaskScheduled","attempt":${ended.attempt}}`;
  run.appendEntry(stampBody(ended.startedMs, scheduled));
  const started = startedBody(ended.historyBytes, ended.suggestContinueAsNew, identity);
  run.appendEntry(stampBody(ended.startedMs, started));
  invariant(run.historyLength === ended.startedEventId, `event ${ended.startedEventId} starts the task`);
}
