/**
 * What clients do with schedules. A change is read, decided and written under the revision that was read; when
 * something else came first it is read again, bounded.
 */
import { EngineError } from '../../errors';
import { LIMITS } from '../../limits';
import { attributeGuards, typeConflict } from '../../decide/search-attributes';
import { changeSchedule, type Changed, createSchedule, deleteSchedule, nextTimes } from '../../decide/schedule/change';
import { newDefinition, newState, patched, updated } from '../../decide/schedule/owner';
import { recordOf } from '../../decide/schedule/record';
import { newId } from '../../model/ids';
import { reservedId } from '../../model/reserved-ids';
import type { ScheduleCreateRequest, ScheduleRecord } from '../../model/schedule';
import type { Dedupe, Transition } from '../../model/transition';
import type { Namespace } from '../../namespace/namespace';
import { applyInTime } from '../apply-in-time';
import type { CallOptions } from '../call-options';
import { checkPayloads } from '../check-request';
import { checkName } from '../check-name';
import { expired } from '../refusals';
import { withinLimits } from '../within-limits';
import { checkPatch, checkSchedule } from './check';
import type { ScheduleCalls, ScheduleView } from './contract';

/** A schedule with the store's time at which it was read. */
type Read = { readonly record: ScheduleRecord; readonly nowMs: number };

export function createScheduleCalls(namespace: Namespace): ScheduleCalls {
  const maxBytes = namespace.maxPayloadBytes;
  return {
    create: (request, options) => create(namespace, request, options),
    describe: (scheduleId, options) =>
      withinLimits(options, `Reading schedule "${scheduleId}"`, 'reads', async () =>
        viewOf(await read(namespace, scheduleId)),
      ),
    async update(scheduleId, request, options) {
      checkSchedule(request, maxBytes);
      await change(namespace, scheduleId, request.requestId, options, (current, nowMs) =>
        updated(current, request, nowMs),
      );
    },
    async patch(scheduleId, { requestId, ...patch }, options) {
      checkPatch(patch);
      await change(namespace, scheduleId, requestId, options, (current, nowMs) => patched(current, patch, nowMs));
    },
    async delete(scheduleId, { requestId }, options) {
      await decide(namespace, scheduleId, options, ({ record }) => deleteSchedule(record, window(requestId)));
    },
  };
}

async function create(
  namespace: Namespace,
  request: ScheduleCreateRequest,
  options: CallOptions | undefined,
): Promise<void> {
  const { scheduleId, requestId, patch = {}, searchAttributes } = request;
  const workflowId = reservedId('schedule', scheduleId);
  checkName('scheduleId', scheduleId);
  checkName('scheduleId with its prefix', workflowId);
  checkSchedule(request, namespace.maxPayloadBytes);
  checkPayloads('memo of the schedule', Object.values(request.memo ?? {}), namespace.maxPayloadBytes);
  checkPatch(patch);
  const definition = newDefinition(request);
  const typed = attributeGuards(searchAttributes);
  let made: Transition | undefined;
  const what = `Creating schedule "${scheduleId}"`;
  const result = await withinLimits(options, what, 'sameRequestId', () =>
    applyInTime(
      namespace,
      workflowId,
      (nowMs) => {
        const first = patched({ definition, state: newState(request, nowMs) }, patch, nowMs);
        made = createSchedule(first.definition, first.state, requestId, { nowMs, newId }, typed);
        return made;
      },
      options,
    ),
  );
  if (result.outcome === 'expired') throw expired(what);
  if (result.outcome === 'applied') return;
  const problem = made && typeConflict(made, result);
  if (problem) throw new EngineError('INVALID_ARGUMENT', problem);
  throw new EngineError('ALREADY_EXISTS', 'Schedule already exists and is running', { scheduleId });
}

async function read(namespace: Namespace, scheduleId: string): Promise<Read> {
  checkName('scheduleId', scheduleId);
  const workflowId = reservedId('schedule', scheduleId);
  const run = await namespace.store.readRun(namespace.applier.shardOf(workflowId), workflowId);
  if (run?.status !== 'RUNNING') {
    throw new EngineError('NOT_FOUND', `schedule not found for ID: ${scheduleId}`, { scheduleId });
  }
  return { record: recordOf(run), nowMs: run.nowMs };
}

function change(
  namespace: Namespace,
  scheduleId: string,
  requestId: string,
  options: CallOptions | undefined,
  apply: (current: Changed, nowMs: number) => Changed,
): Promise<void> {
  return decide(namespace, scheduleId, options, ({ record, nowMs }) =>
    changeSchedule(record, { nowMs, newId }, (current) => apply(current, nowMs), window(requestId)),
  );
}

function decide(
  namespace: Namespace,
  scheduleId: string,
  options: CallOptions | undefined,
  make: (found: Read) => Transition,
): Promise<void> {
  const what = `The change of schedule "${scheduleId}"`;
  return withinLimits(options, what, 'sameRequestId', async () => {
    const workflowId = reservedId('schedule', scheduleId);
    for (let attempt = 0; attempt < LIMITS.scheduleChangeAttempts; attempt += 1) {
      const transition = make(await read(namespace, scheduleId));
      const result = await applyInTime(namespace, workflowId, () => transition, options);
      if (result.outcome === 'applied') return;
      if (result.outcome === 'expired') throw expired(what);
      const problem = typeConflict(transition, result);
      if (problem) throw new EngineError('INVALID_ARGUMENT', problem);
    }
    throw new EngineError(
      'UNAVAILABLE',
      `${what} met other changes ${LIMITS.scheduleChangeAttempts} times. Nothing was changed; try again, or pause the schedule first`,
    );
  });
}

function window(requestId: string): Dedupe {
  return { kind: 'window', requestId };
}

function viewOf({ record, nowMs }: Read): ScheduleView {
  const { definition, state, rev } = record;
  const { recent, running, waiting, afterMs: _after, backfills: _backfills, ...shown } = state;
  return {
    ...definition,
    ...shown,
    recentActions: recent,
    runningActions: running,
    waiting: waiting.length,
    nextTimesMs: nextTimes(record, nowMs, LIMITS.scheduleNextTimes),
    rev,
  };
}
