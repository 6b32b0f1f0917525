/** What the owner of a schedule changes: its definition, and by patches its state. Pure. */
import { LIMITS } from '../../limits';
import type {
  BackfillRequest,
  ScheduleCreateRequest,
  ScheduleDefinition,
  SchedulePatch,
  SchedulePolicies,
  ScheduleState,
  ScheduleUpdateRequest,
} from '../../model/schedule';
import { EngineError } from '../../errors';
import { currentAttributes } from '../../model/search-attribute';
import type { Changed } from './change';
import { enqueue } from './collect';
import { canonicalSpec } from './spec';

const DEFAULT_POLICIES: SchedulePolicies = {
  overlap: 'SKIP',
  catchupWindowMs: LIMITS.scheduleCatchupMs,
  pauseOnFailure: false,
};

export function newDefinition(request: ScheduleCreateRequest): ScheduleDefinition {
  const { scheduleId, memo, spec, action, policies, searchAttributes } = request;
  return {
    scheduleId,
    spec: canonicalSpec(spec),
    action,
    policies: resolvedPolicies(policies),
    ...(memo && { memo }),
    ...(searchAttributes && { searchAttributes: currentAttributes(searchAttributes) }),
  };
}

export function newState({ state = {} }: ScheduleCreateRequest, nowMs: number): ScheduleState {
  return {
    paused: state.paused ?? false,
    ...owned(state),
    afterMs: nowMs,
    waiting: [],
    backfills: [],
    running: [],
    recent: [],
    taken: 0,
    missed: 0,
    skipped: 0,
    dropped: 0,
    createdMs: nowMs,
  };
}

/** The last write wins. With another spec, times that have passed are not run any more. */
export function updated({ definition, state }: Changed, request: ScheduleUpdateRequest, nowMs: number): Changed {
  const spec = canonicalSpec(request.spec);
  const { note: _note, remainingActions: _remaining, ...kept } = state;
  const same = JSON.stringify(spec) === JSON.stringify(definition.spec);
  return {
    definition: {
      ...definition,
      spec,
      action: request.action,
      policies: resolvedPolicies(request.policies),
      ...(request.searchAttributes && { searchAttributes: currentAttributes(request.searchAttributes) }),
    },
    state: {
      ...kept,
      ...owned(request.state ?? {}),
      paused: request.state?.paused ?? false,
      afterMs: same ? state.afterMs : Math.max(state.afterMs, nowMs),
      updatedMs: nowMs,
    },
  };
}

/** `overlap` absent: what the schedule's policy says. */
export function patched({ definition, state }: Changed, patch: SchedulePatch, nowMs: number): Changed {
  const { pause, unpause, trigger, backfills = [] } = patch;
  const paused = pause !== undefined ? true : unpause !== undefined ? false : state.paused;
  const note = unpause ?? pause ?? state.note;
  const nominalMs = Math.floor(nowMs / 1_000) * 1_000;
  const now = trigger ? [{ nominalMs, dueMs: nowMs, overlap: trigger.overlap, manual: true } as const] : [];
  const pending = [...state.backfills, ...backfills.map(backfillOf)];
  if (pending.length > LIMITS.scheduleBackfills) {
    throw new EngineError(
      'LIMIT_EXCEEDED',
      `The schedule "${definition.scheduleId}" would have ${pending.length} unfinished backfills, at most ` +
        `${LIMITS.scheduleBackfills} are allowed: wait until some are done, or give longer ranges`,
    );
  }
  return {
    definition,
    state: enqueue({ ...state, paused, ...(note !== undefined && { note }), backfills: pending }, now),
  };
}

function backfillOf({ startMs, endMs, overlap }: BackfillRequest): ScheduleState['backfills'][number] {
  return { afterMs: startMs - 1, endMs, ...(overlap && { overlap }) };
}

function owned({ note, remainingActions }: NonNullable<ScheduleUpdateRequest['state']>): Partial<ScheduleState> {
  return { ...(note !== undefined && { note }), ...(remainingActions !== undefined && { remainingActions }) };
}

function resolvedPolicies(policies: Partial<SchedulePolicies> = {}): SchedulePolicies {
  return {
    overlap: policies.overlap ?? DEFAULT_POLICIES.overlap,
    pauseOnFailure: policies.pauseOnFailure ?? DEFAULT_POLICIES.pauseOnFailure,
    catchupWindowMs: Math.max(
      LIMITS.scheduleCatchupMinMs,
      policies.catchupWindowMs ?? DEFAULT_POLICIES.catchupWindowMs,
    ),
  };
}
