/**
 * `run.wft`: the state of a run's workflow task as it is stored, and as it is read. The text form is defined in
 * docs/store-semantics.md.
 */
export interface ScheduledTaskState {
  readonly state: 'scheduled';
  readonly no: number;
  readonly attempt: number;
  readonly written: boolean;
  /** 0 while virtual. */
  readonly scheduledEventId: number;
  readonly place: 'sticky' | 'shared';
}

export interface StartedTaskState {
  readonly state: 'started';
  readonly no: number;
  readonly attempt: number;
  readonly written: boolean;
  readonly startedEventId: number;
  readonly startedMs: number;
  /** Size of the history before the task. */
  readonly historyBytes: number;
  readonly suggestContinueAsNew: boolean;
  readonly worker: string;
  /** Request or poll id that started it; `-` for none. */
  readonly by: string;
}

export interface WaitingTaskState {
  readonly state: 'waiting';
  readonly no: number;
  readonly attempt: number;
}

export type TaskState = ScheduledTaskState | StartedTaskState | WaitingTaskState;

/** Reads `run.wft`; undefined when the run has no task. */
export function parseTaskState(text: string | undefined): TaskState | undefined {
  if (text === undefined) return undefined;
  const [state, no, attempt, ...rest] = text.split(' ');
  const common = { no: Number(no), attempt: Number(attempt) };
  if (state === 'waiting') return { state, ...common };
  if (state === 'scheduled') return { state, ...common, ...parseScheduled(rest) };
  return { state: 'started', ...common, ...parseStarted(rest) };
}

/** Token of a started task, and the last part of its reference. */
export function tokenOf(task: { readonly no: number; readonly attempt: number }): string {
  return `${task.no}.${task.attempt}`;
}

export function formatScheduled(task: Omit<ScheduledTaskState, 'state'>): string {
  return `scheduled ${task.no} ${task.attempt} ${kind(task)} ${task.scheduledEventId} ${task.place}`;
}

export function formatStarted(task: Omit<StartedTaskState, 'state'>): string {
  const suggest = task.suggestContinueAsNew ? 1 : 0;
  const size = `${task.historyBytes} ${suggest}`;
  return `started ${task.no} ${task.attempt} ${kind(task)} ${task.startedEventId} ${task.startedMs} ${size} ${task.worker} ${task.by}`;
}

export function formatWaiting(task: Omit<WaitingTaskState, 'state'>): string {
  return `waiting ${task.no} ${task.attempt}`;
}

function kind(task: { readonly written: boolean }): 'w' | 'v' {
  return task.written ? 'w' : 'v';
}

function parseScheduled([written, id, place]: string[]): Omit<ScheduledTaskState, 'state' | 'no' | 'attempt'> {
  return {
    written: written === 'w',
    scheduledEventId: Number(id),
    place: place === 'sticky' ? 'sticky' : 'shared',
  };
}

function parseStarted(parts: string[]): Omit<StartedTaskState, 'state' | 'no' | 'attempt'> {
  const [written, id, at, bytes, suggest, worker = '', by = ''] = parts;
  return {
    written: written === 'w',
    startedEventId: Number(id),
    startedMs: Number(at),
    historyBytes: Number(bytes),
    suggestContinueAsNew: suggest === '1',
    worker,
    by,
  };
}
