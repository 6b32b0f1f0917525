import type { EventType, HistoryEvent } from '@perdure/engine';

/**
 * What is wrong with a history, in words; nothing when it is sound.
 *
 * 1. Ids count from 1, the first event is the start and nothing follows a closing event. The workflow's time, that of its
 *    tasks' starts, never goes back. (Events that waited for a task to end keep the time at which they arrived.)
 * 2. A workflow task is scheduled, started and ended, one at a time.
 * 3. Everything that was begun ends at most once, and nothing ends that was not begun.
 */
export function faultsOf(history: readonly HistoryEvent[]): string[] {
  return [...faultsOfOrder(history), ...faultsOfWorkflowTasks(history), ...faultsOfPairs(history)];
}

const CLOSING: ReadonlySet<EventType> = new Set<EventType>([
  'WorkflowExecutionCompleted',
  'WorkflowExecutionFailed',
  'WorkflowExecutionTimedOut',
  'WorkflowExecutionCanceled',
  'WorkflowExecutionTerminated',
  'WorkflowExecutionContinuedAsNew',
]);

function faultsOfOrder(history: readonly HistoryEvent[]): string[] {
  const faults: string[] = [];
  let now = 0;
  if (history[0]?.type !== 'WorkflowExecutionStarted') faults.push('the first event is not the start');
  history.forEach((event, index) => {
    const before = history[index - 1];
    if (event.eventId !== index + 1) faults.push(`event ${event.eventId} is number ${index + 1}`);
    if (event.type === 'WorkflowTaskStarted') {
      if (event.timeMs < now) faults.push(`time goes back at event ${event.eventId}`);
      now = event.timeMs;
    }
    if (before && CLOSING.has(before.type)) faults.push(`event ${event.eventId} follows the end`);
  });
  return faults;
}

const TASK_STEPS: Partial<Record<EventType, { from: string; to: string }>> = {
  WorkflowTaskScheduled: { from: 'none', to: 'scheduled' },
  WorkflowTaskStarted: { from: 'scheduled', to: 'started' },
  WorkflowTaskCompleted: { from: 'started', to: 'none' },
  WorkflowTaskFailed: { from: 'started', to: 'none' },
  WorkflowTaskTimedOut: { from: 'started', to: 'none' },
};

function faultsOfWorkflowTasks(history: readonly HistoryEvent[]): string[] {
  const faults: string[] = [];
  let state = 'none';
  for (const { eventId, type } of history) {
    const step = TASK_STEPS[type];
    if (!step) continue;
    if (step.from !== state) faults.push(`${type} (${eventId}) while the workflow task is ${state}`);
    state = step.to;
  }
  return faults;
}

/** Which event an ending speaks of, by the field that names it. */
const BEGINNINGS: Partial<Record<EventType, EventType>> = {
  ActivityTaskCompleted: 'ActivityTaskScheduled',
  ActivityTaskFailed: 'ActivityTaskScheduled',
  ActivityTaskTimedOut: 'ActivityTaskScheduled',
  ActivityTaskCanceled: 'ActivityTaskScheduled',
  TimerFired: 'TimerStarted',
  TimerCanceled: 'TimerStarted',
  StartChildWorkflowExecutionFailed: 'StartChildWorkflowExecutionInitiated',
  ChildWorkflowExecutionCompleted: 'StartChildWorkflowExecutionInitiated',
  ChildWorkflowExecutionFailed: 'StartChildWorkflowExecutionInitiated',
  ChildWorkflowExecutionCanceled: 'StartChildWorkflowExecutionInitiated',
  ChildWorkflowExecutionTimedOut: 'StartChildWorkflowExecutionInitiated',
  ChildWorkflowExecutionTerminated: 'StartChildWorkflowExecutionInitiated',
};

/** What lies between beginning and end, at most once as well; an activity that was completed has been started. */
const MIDDLES: Partial<Record<EventType, EventType>> = {
  ActivityTaskStarted: 'ActivityTaskScheduled',
  ChildWorkflowExecutionStarted: 'StartChildWorkflowExecutionInitiated',
};
const NEEDS_MIDDLE: ReadonlySet<EventType> = new Set<EventType>([
  'ActivityTaskCompleted',
  'ActivityTaskFailed',
  'ChildWorkflowExecutionCompleted',
]);

function faultsOfPairs(history: readonly HistoryEvent[]): string[] {
  const faults: string[] = [];
  const begun = new Set<number>();
  const ended = new Set<number>();
  for (const event of history) {
    const { eventId, type } = event;
    const [middle, end] = [MIDDLES[type], BEGINNINGS[type]];
    const about = middle ?? end;
    if (!about) continue;
    const id = beginningOf(event);
    const beginning = history[id - 1];
    if (beginning?.type !== about || id >= eventId) faults.push(`${type} (${eventId}) without ${about} (${id})`);
    if (ended.has(id)) faults.push(`${type} (${eventId}) after the end of ${id}`);
    if (middle && begun.has(id)) faults.push(`${type} (${eventId}) twice for ${id}`);
    if (NEEDS_MIDDLE.has(type) && !begun.has(id)) faults.push(`${type} (${eventId}) of ${id}, which was not started`);
    if (middle) begun.add(id);
    else ended.add(id);
  }
  return faults;
}

function beginningOf(event: HistoryEvent): number {
  if ('scheduledEventId' in event) return event.scheduledEventId;
  if ('initiatedEventId' in event) return event.initiatedEventId;
  return 'startedEventId' in event ? event.startedEventId : 0;
}

const LISTED = 60;

/** Throws unless the history is sound and ends with this event. */
export function expectSound(history: readonly HistoryEvent[], end: EventType = 'WorkflowExecutionCompleted'): void {
  const faults = faultsOf(history);
  const last = history.at(-1)?.type ?? 'nothing';
  if (last !== end) faults.push(`it ends with ${last}, not with ${end}`);
  if (faults.length === 0) return;
  const listing = history
    .slice(-LISTED)
    .map((event) => JSON.stringify(event).slice(0, 200))
    .join('\n');
  throw new Error(`The history is wrong: ${faults.join('; ')}\n${listing}`);
}

export function count(history: readonly HistoryEvent[], type: EventType): number {
  return history.filter((event) => event.type === type).length;
}
