/** What a schedule does with the starts that are due: messages to the workflows it starts and stops. */
import { LIMITS } from '../../limits';
import type { Message } from '../../model/message';
import type { Payload, PayloadMap } from '../../model/payload';
import type { RunningAction, ScheduleRecord, ScheduleState, WaitingStart } from '../../model/schedule';
import type { StartRequest } from '../../model/request';
import { isActive } from './collect';
import { type PlannedStart, sortStarts } from './overlap';

export interface Acted {
  readonly state: ScheduleState;
  readonly messages: readonly string[];
  /** Starts were left for the next transition because their bytes did not fit into this one. */
  readonly more: boolean;
}

interface Acting {
  state: ScheduleState;
  readonly messages: string[];
  bytes: number;
  /** Starts that did not fit. */
  readonly left: WaitingStart[];
}

/** Starts and stops workflows as the overlap policy says. */
export function act(record: ScheduleRecord, state: ScheduleState, nowMs: number, newId: () => string): Acted {
  const isRunning = state.running.some(({ allowAll }) => !allowAll);
  const turn = sortStarts(state.waiting, isRunning, record.definition.policies.overlap);
  const acting: Acting = { state, messages: [], bytes: 0, left: [] };
  for (const planned of turn.starts) startOne(record, planned, acting, nowMs, newId);
  const waiting = [...acting.left, ...turn.waiting];
  const next = { ...acting.state, waiting, skipped: acting.state.skipped + turn.skipped };
  const stopped = turn.stop ? stopOthers(next, turn.stop, acting.messages) : next;
  return { state: stopped, messages: acting.messages, more: acting.left.length > 0 };
}

/** A start that a pause or the last action has overtaken is dropped, as in Temporal. */
function startOne(
  record: ScheduleRecord,
  { start, allowAll }: PlannedStart,
  acting: Acting,
  nowMs: number,
  newId: () => string,
): void {
  const { state } = acting;
  if (!start.manual && !isActive(state)) return;
  if (acting.bytes > LIMITS.scheduleStartBytes) {
    acting.left.push(start);
    return;
  }
  const runId = newId();
  const message = startMessage(record, start, runId);
  acting.messages.push(message);
  acting.bytes += message.length;
  const ref = { workflowId: startedWorkflowId(record, start), runId };
  acting.state = {
    ...state,
    taken: state.taken + 1,
    running: shown(state.running, allowAll ? { ...ref, allowAll } : ref),
    recent: [...state.recent, { ...ref, scheduledMs: start.dueMs, takenMs: nowMs }].slice(-LIMITS.scheduleRecent),
    ...(state.remainingActions !== undefined && !start.manual && { remainingActions: state.remainingActions - 1 }),
  };
}

function shown(running: readonly RunningAction[], action: RunningAction): readonly RunningAction[] {
  return action.allowAll && running.length >= LIMITS.scheduleRunningShown ? running : [...running, action];
}

function stopOthers(state: ScheduleState, stop: 'cancel' | 'terminate', messages: string[]): ScheduleState {
  const running = state.running.map((action) => {
    if (action.allowAll || action.stopping === stop || action.stopping === 'terminate') return action;
    messages.push(JSON.stringify(stopMessage(action, stop)));
    return { ...action, stopping: stop };
  });
  return { ...state, running };
}

function stopMessage({ workflowId, runId }: RunningAction, stop: 'cancel' | 'terminate'): Message {
  const target = { workflowId, firstRunId: runId };
  return stop === 'cancel'
    ? { kind: 'cancel', target, reason: 'cancelled by schedule overlap policy' }
    : { kind: 'terminate', target, reason: 'terminated by schedule overlap policy' };
}

/** The run id is chosen here, so that a start delivered twice starts once. */
function startMessage(record: ScheduleRecord, start: WaitingStart, runId: string): string {
  const { workflowId, runId: scheduleRunId, lastResult, lastFailure } = record;
  const message: Message = {
    kind: 'startScheduled',
    runId,
    request: startRequest(record, start, runId),
    schedule: { workflowId, runId: scheduleRunId },
    lastCompletionResult: lastResult,
    continuedFailure: lastFailure,
  };
  return JSON.stringify(message);
}

/** A time of the spec is served once, whatever became of it; a trigger or backfill may run it again. */
function startRequest(record: ScheduleRecord, start: WaitingStart, runId: string): StartRequest {
  const { definition } = record;
  return {
    ...definition.action,
    requestId: runId,
    workflowId: startedWorkflowId(record, start),
    searchAttributes: { ...definition.action.searchAttributes, ...scheduledBy(definition.scheduleId, start.nominalMs) },
    identity: `perdure schedule ${definition.scheduleId}`,
    idReusePolicy: start.manual ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
    idConflictPolicy: 'FAIL',
  };
}

function startedWorkflowId({ definition }: ScheduleRecord, { nominalMs }: WaitingStart): string {
  return `${definition.action.workflowId}-${rfc3339(nominalMs)}`;
}

/** UTC, whole seconds: `2025-01-31T12:00:00Z`. */
function rfc3339(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function scheduledBy(scheduleId: string, nominalMs: number): PayloadMap {
  return {
    TemporalScheduledById: attribute('Keyword', scheduleId),
    TemporalScheduledStartTime: attribute('Datetime', rfc3339(nominalMs)),
  };
}

function attribute(type: string, value: string): Payload {
  return { encoding: 'json/plain', metadata: { type }, data: JSON.stringify(value) };
}
