/** Parts of transitions, as short as tests want them. Rules make the real ones. */
import type { EventBody, UpdateRequest } from '../../../src/model/event';
import type { WorkflowTask } from '../../../src/model/task';
import type { Alternative, Effect, Guard, NewRun, Transition } from '../../../src/model/transition';

export const OPEN: Guard = { is: 'field', hash: 'run', field: 'status', in: ['RUNNING'] };
export const NEW: Guard = { is: 'absent', hash: 'current', field: '' };
export const SCHEDULE: Effect = { do: 'scheduleTask', virtual: false, wakes: false };
export const SCHEDULE_VIRTUAL: Effect = { do: 'scheduleTask', virtual: true, wakes: false };
export const WAKE: Effect = { do: 'scheduleTask', virtual: false, wakes: true };

/** A body; tests need only some of an event's attributes. */
export function event(type: EventBody['type'], attributes: object = {}): string {
  return JSON.stringify({ type, ...attributes });
}

export function newRun(workflowId: string, runId: string, rest: Partial<NewRun> = {}): NewRun {
  return {
    workflowId,
    runId,
    firstRunId: runId,
    startRequestId: `start-${runId}`,
    workflowType: 'order',
    taskQueue: 'flows',
    workflowTaskTimeoutMs: 10_000,
    started: event('WorkflowExecutionStarted', { workflowType: 'order' }),
    ...rest,
  };
}

export function create(workflowId: string, runId: string, rest: Partial<NewRun> = {}): Effect {
  return { do: 'createRun', run: newRun(workflowId, runId, rest) };
}

export function append(...bodies: string[]): Effect {
  return { do: 'append', bodies };
}

export function arrive(entry: string, ...bodies: string[]): Extract<Effect, { do: 'arrive' }> {
  return { do: 'arrive', part: 'others', entry, bodies };
}

export function arriveClose(entry: string, ...bodies: string[]): Extract<Effect, { do: 'arrive' }> {
  return { do: 'arrive', part: 'closes', entry, bodies };
}

export function signalled(name: string): string {
  return event('WorkflowExecutionSignaled', { signalName: name });
}

/** What a signal does. */
export function signal(name: string): Effect[] {
  return [arrive('signal', signalled(name)), WAKE];
}

export function close(rest: Partial<Extract<Effect, { do: 'close' }>> = {}): Effect {
  return { do: 'close', status: 'COMPLETED', retentionMs: 60_000, final: true, ...rest };
}

/** What ends a run from outside. */
export function terminate(rest: Partial<Extract<Effect, { do: 'close' }>> = {}): Effect[] {
  return [append(event('WorkflowExecutionTerminated')), close({ status: 'TERMINATED', ...rest })];
}

/** What the completion of a workflow task that ends the run does. */
export function completeRun(rest: Partial<Extract<Effect, { do: 'close' }>> = {}): Effect[] {
  return [append(event('WorkflowExecutionCompleted')), close(rest)];
}

export interface ActivityOptions {
  readonly taskQueue?: string;
  readonly priority?: number;
  readonly startToCloseMs?: number;
  readonly heartbeatMs?: number;
  readonly attempt?: number;
  readonly eager?: boolean;
}

/** Schedules the activity whose ActivityTaskScheduled becomes event `id`. */
export function scheduleActivity(id: number, options: ActivityOptions = {}): Effect[] {
  const scheduled = event('ActivityTaskScheduled', { activityId: String(id), activityType: 'charge' });
  return [append(scheduled), ...pushAttempt(id, options)];
}

/** Makes an attempt of an activity available. */
export function pushAttempt(id: number, options: ActivityOptions = {}): Effect[] {
  const { taskQueue = 'acts', priority = 3, startToCloseMs = 0, heartbeatMs = 0, attempt = 1, eager = false } = options;
  const limits = `${startToCloseMs} ${heartbeatMs} ${taskQueue}`;
  return [
    { do: 'set', hash: 'pending', field: `act:${id}`, value: `scheduled ${attempt}` },
    { do: 'stamp', hash: 'pending', field: `act:${id}:at` },
    { do: 'set', hash: 'pending', field: `act:${id}:limits`, value: limits },
    { do: 'pushActivity', scheduledEventId: id, attempt, taskQueue, priority, eager },
  ];
}

/** The activity has ended: its event, and nothing of it is pending. */
export function activityCompleted(id: number): Effect[] {
  const bodies = [
    event('ActivityTaskStarted', { scheduledEventId: id }),
    event('ActivityTaskCompleted', { scheduledEventId: id }),
  ];
  const fields = ['', ':at', ':limits', ':by', ':beat', ':alive', ':failure', ':cancel'].map(
    (what) => `act:${id}${what}`,
  );
  const names = ['startToClose', 'heartbeat'].map((what) => `act:${id}:${what}`);
  return [
    arriveClose(`act:${id}`, ...bodies),
    SCHEDULE,
    { do: 'unset', hash: 'pending', fields },
    { do: 'disarm', names },
  ];
}

export function admit(updateId: string): Effect[] {
  const request: UpdateRequest = { updateId, name: 'add', input: [{ encoding: 'json/plain', data: '1' }] };
  return [{ do: 'admitUpdate', updateId, request: JSON.stringify(request) }, SCHEDULE_VIRTUAL];
}

/** One alternative that needs an open run. */
export function transition(
  workflowId: string,
  effects: readonly Effect[],
  rest: Partial<Transition> & { readonly guards?: readonly Guard[]; readonly runId?: string } = {},
): Transition {
  const { guards = [OPEN], runId, ...others } = rest;
  const alternatives: Alternative[] = [{ guards, effects }];
  return { target: { workflowId, runId }, alternatives, ...others };
}

export interface CompletionOptions {
  readonly sticky?: string;
  readonly updatesHandled?: number;
  readonly write?: boolean;
}

/** What the completion of a workflow task does, with the effects of its commands in the middle. */
export function completion(commands: readonly Effect[] = [], options: CompletionOptions = {}): Effect[] {
  const { sticky, updatesHandled = 0, write = true } = options;
  const end: Effect = { do: 'endTask', write, updatesHandled, sticky, identity: 'tester' };
  const completed = write ? [append(event('WorkflowTaskCompleted'))] : [];
  return [end, ...completed, ...commands, { do: 'flush' }];
}

export function holdsToken(task: WorkflowTask): Guard {
  return { is: 'field', hash: 'run', field: 'token', in: [task.token] };
}
