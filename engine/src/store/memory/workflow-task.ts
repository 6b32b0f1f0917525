/** The life of a run's workflow task up to its start: scheduled, queued, held back, moved (docs/store-semantics.md). */
import { DEFAULT_PRIORITY, LIMITS } from '../limits';
import { formatScheduled, tokenOf } from '../task-state';
import type { QueueName } from '../contract';
import { keyName } from './key-names';
import type { Run } from './run';

/** A task that was queued in this turn; its reference is pushed at the turn's end, unless it is handed out at once. */
export interface QueuedTask {
  readonly run: Run;
  readonly queue: QueueName;
  readonly reference: string;
}

/** Where queued tasks go until the turn ends. */
export type Queued = QueuedTask[];

export function priorityOf(run: Run): number {
  return run.number('priority') || DEFAULT_PRIORITY;
}

/** The queue the run's next task or query goes to. */
export function queueOf(run: Run): QueueName & { readonly place: 'sticky' | 'shared' } {
  const sticky = run.get('sticky');
  const alive = sticky !== undefined && run.turn.keys.has(keyName('worker', sticky));
  if (alive) return { kind: 'workflow', taskQueue: `sticky/${sticky}`, place: 'sticky' };
  return { kind: 'workflow', taskQueue: run.get('queue') ?? '', place: 'shared' };
}

/** How long the lease of the worker lasts that holds the run. */
function leaseLeftMs(run: Run): number {
  const { keys } = run.turn;
  const expiresMs = keys.expiresMs(keyName('worker', run.get('sticky') ?? '')) ?? keys.now();
  return Math.max(0, expiresMs - keys.now());
}

export function scheduleTask(run: Run, options: { virtual: boolean; wakes: boolean }, queued: Queued): void {
  if (!run.open) return;
  const hold = run.get('hold');
  if (hold !== undefined) {
    if (hold === 'delay' && options.wakes) releaseHold(run, queued);
    return;
  }
  const task = run.task;
  if (!task) return scheduleNew(run, options.virtual, queued);
  if (options.virtual) return;
  if (task.state === 'scheduled' && !task.written) {
    run.set('wft', formatScheduled({ ...task, ...appendScheduled(run, task.attempt) }));
  } else if (task.state === 'waiting') {
    run.disarm('task');
    queueTask(run, { ...task, ...appendScheduled(run, task.attempt) }, queued);
  }
}

export function releaseHold(run: Run, queued: Queued): void {
  if (run.get('hold') !== undefined) {
    run.unset('hold');
    run.disarm('hold');
    return scheduleTask(run, { virtual: false, wakes: false }, queued);
  }
  const task = run.task;
  if (task?.state === 'waiting') queueTask(run, { ...task, written: false, scheduledEventId: 0 }, queued);
}

/** The number of a new task. */
export function nextNumber(run: Run): number {
  const no = run.number('no') + 1;
  run.set('no', String(no));
  return no;
}

interface NewTask {
  readonly no: number;
  readonly attempt: number;
  readonly written: boolean;
  readonly scheduledEventId: number;
}

export function queueTask(run: Run, task: NewTask, queued: Queued): void {
  const { place, ...queue } = queueOf(run);
  if (place === 'sticky') run.arm('task', Math.min(LIMITS.stickyWaitMs, leaseLeftMs(run)));
  run.set('wft', formatScheduled({ ...task, place }));
  queued.push({ run, queue, reference: `w|${run.runId}|${tokenOf(task)}` });
}

function scheduleNew(run: Run, virtual: boolean, queued: Queued): void {
  const event = virtual ? { written: false, scheduledEventId: 0 } : appendScheduled(run, 1);
  queueTask(run, { no: nextNumber(run), attempt: 1, ...event }, queued);
}

function appendScheduled(run: Run, attempt: number): { written: true; scheduledEventId: number } {
  run.append(`{"type":"WorkflowTaskScheduled","attempt":${attempt}}`);
  return { written: true, scheduledEventId: run.historyLength };
}
