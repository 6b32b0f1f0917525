/**
 * Transitions of a schedule. Each deals with what has become due, applies what was asked, starts what can be started
 * and sets the timer for what comes next; a transition deals with at most `scheduleTimesPerTurn` times and, when there
 * are more, is followed at once by the next.
 */
import { LIMITS } from '../../limits';
import type { WorkflowExecutionStarted } from '../../model/event';
import { reservedId } from '../../model/reserved-ids';
import type { ScheduleDefinition, ScheduleRecord, ScheduleState } from '../../model/schedule';
import type { Dedupe, Effect, Guard, NewRun, Transition } from '../../model/transition';
import { body } from '../body';
import { createRun } from '../create-run';
import { CLOSED_STATUSES, NO_CURRENT } from '../guards';
import { attributeEffects, attributeGuards } from '../search-attributes';
import { newRun } from '../start';
import { act } from './actions';
import { changedAttributes } from './attributes';
import { collect, isActive } from './collect';
import { SCHEDULE_TIMER, unchanged, writeRecord } from './record';
import { timesOf, type Times } from './times';

/** What a change needs to know. */
export interface ScheduleContext {
  readonly nowMs: number;
  readonly newId: () => string;
}

export type Changed = Pick<ScheduleRecord, 'definition' | 'state'>;

/** Moves a schedule on, and changes it when asked to. Refused when it is not as it was read. */
export function changeSchedule(
  record: ScheduleRecord,
  context: ScheduleContext,
  change: (current: Changed) => Changed = (current) => current,
  dedupe?: Dedupe,
): Transition {
  const { nowMs } = context;
  const state = collect(record, timesFor(record.definition), nowMs);
  const changed = change({ definition: record.definition, state });
  const target = { workflowId: record.workflowId, runId: record.runId };
  return {
    target,
    dedupe,
    alternatives: [
      {
        guards: [...unchanged(record), ...attributeGuards(changedAttributes(record, changed))],
        effects: settleChange(record, changed, context),
      },
    ],
  };
}

/** Created in the transition that also makes its first starts. Refused when one of this id is open. */
export function createSchedule(
  definition: ScheduleDefinition,
  state: ScheduleState,
  requestId: string,
  context: ScheduleContext,
  also: readonly Guard[],
): Transition {
  const workflowId = reservedId('schedule', definition.scheduleId);
  const runId = context.newId();
  const started = startedEvent(definition, workflowId, runId);
  const run: NewRun = { ...newRun(started, { startRequestId: requestId }), kind: 'schedule' };
  const record: ScheduleRecord = { workflowId, runId, rev: '', definition, state, news: [] };
  const effects = [...createRun(run, started), ...settleChange(record, record, context, true)];
  return {
    target: { workflowId },
    alternatives: [
      { guards: [{ is: 'field', hash: 'current', field: 'req', in: [requestId] }], effects: [] },
      { guards: [NO_CURRENT, ...also], effects },
      { guards: [{ is: 'field', hash: 'current', field: 'status', in: CLOSED_STATUSES }, ...also], effects },
    ],
  };
}

/** Workflows it has started go on. */
export function deleteSchedule(record: ScheduleRecord, dedupe?: Dedupe): Transition {
  const target = { workflowId: record.workflowId, runId: record.runId };
  return { target, dedupe, alternatives: [{ guards: unchanged(record), effects: CLOSE }] };
}

const CLOSE: readonly Effect[] = [
  { do: 'append', bodies: [body({ type: 'WorkflowExecutionTerminated', reason: 'schedule deleted' })] },
  { do: 'close', status: 'TERMINATED', retentionMs: LIMITS.scheduleGoneMs, final: true },
];

function settleChange(
  record: ScheduleRecord,
  changed: Changed,
  { nowMs, newId }: ScheduleContext,
  isNew = false,
): readonly Effect[] {
  const acted = act({ ...record, ...changed }, changed.state, nowMs, newId);
  const after = { definition: changed.definition, state: acted.state };
  const wakeMs = acted.more ? nowMs : nextWake(after, nowMs);
  if (wakeMs === 'remove') return CLOSE;
  return [
    ...writeRecord(isNew ? {} : record, after, newId()),
    ...attributeEffects(changedAttributes(isNew ? undefined : record, after)),
    ...acted.messages.map((message): Effect => ({ do: 'send', message })),
    wakeMs === undefined
      ? { do: 'disarm', names: [SCHEDULE_TIMER] }
      : { do: 'arm', name: SCHEDULE_TIMER, delayMs: Math.max(0, wakeMs - nowMs) },
  ];
}

/** When to look again; `remove`: it has had nothing to do for so long that it goes. */
function nextWake({ definition, state }: Changed, nowMs: number): number | 'remove' | undefined {
  if (state.backfills.length > 0 && state.waiting.length < LIMITS.scheduleWaitingByBackfill) return nowMs;
  const next = isActive(state) ? timesFor(definition).after(state.afterMs) : undefined;
  if (next) return next.dueMs;
  const isBusy = state.paused || state.running.length + state.waiting.length + state.backfills.length > 0;
  if (isBusy) return undefined;
  const lastMs = Math.max(state.createdMs, state.updatedMs ?? 0, ...state.recent.map(({ takenMs }) => takenMs));
  const goneMs = lastMs + LIMITS.scheduleIdleMs;
  return goneMs <= nowMs ? 'remove' : goneMs;
}

/** The next times as a description shows them; a few that are not dealt with yet may lie between. */
export function nextTimes({ definition, state }: Changed, nowMs: number, count: number): readonly number[] {
  const times = timesFor(definition);
  const found: number[] = [];
  let afterMs = Math.max(state.afterMs, nowMs - (definition.spec.jitterMs ?? 0) - 1);
  const most = Math.min(count, state.remainingActions ?? count);
  for (let looked = 0; found.length < most && looked < LIMITS.scheduleSearch; looked += 1) {
    const next = times.after(afterMs);
    if (!next) break;
    afterMs = next.nominalMs;
    if (next.dueMs > nowMs) found.push(next.dueMs);
  }
  return found;
}

function timesFor({ spec, scheduleId }: ScheduleDefinition): Times {
  return timesOf(spec, scheduleId);
}

function startedEvent(definition: ScheduleDefinition, workflowId: string, runId: string): WorkflowExecutionStarted {
  const { memo, searchAttributes, action } = definition;
  return {
    type: 'WorkflowExecutionStarted',
    workflowType: action.workflowType,
    workflowId,
    runId,
    taskQueue: action.taskQueue,
    memo,
    searchAttributes,
    attempt: 1,
    workflowTaskTimeoutMs: LIMITS.workflowTaskTimeoutMs,
    originalExecutionRunId: runId,
    firstExecutionRunId: runId,
  };
}
