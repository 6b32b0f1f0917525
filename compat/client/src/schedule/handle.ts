import { randomUUID } from 'node:crypto';
import type { ScheduleCalls, SchedulePatch } from '@perdure/engine';
import type { Workflow } from '@temporalio/common';
import type { CallScope } from '../base-client';
import type { ScheduleClient, ScheduleHandle } from '../schedule-client';
import type {
  Backfill,
  ScheduleDescription,
  ScheduleOptionsStartWorkflowAction,
  ScheduleOverlapPolicy,
  ScheduleUpdateOptions,
} from '../schedule-types';
import { compiledUpdate } from './check-options';
import { describedSchedule } from './describe';
import { rethrowSchedule } from './errors';
import { backfillRequest, overlapPolicy, updateRequest } from './request';

type Options = Parameters<ScheduleCalls['describe']>[1];

/** The handle of a schedule; nothing is asked until one of its methods is called. */
export function createScheduleHandle(client: ScheduleClient, scope: CallScope, scheduleId: string): ScheduleHandle {
  const call = async <R>(
    failed: string,
    run: (schedules: ScheduleCalls, options: Options) => Promise<R>,
  ): Promise<R> => {
    try {
      return await run((await scope.engine()).schedules, scope.callOptions());
    } catch (error) {
      return rethrowSchedule(error, failed, scheduleId);
    }
  };
  const view = () =>
    call('Failed to describe schedule', (schedules, options) => schedules.describe(scheduleId, options));
  const patch = (change: SchedulePatch) =>
    call('Failed to patch schedule', (schedules, options) =>
      schedules.patch(scheduleId, { requestId: randomUUID(), ...change }, options),
    );
  return {
    client,
    scheduleId,
    describe: async () => describedSchedule(scope, await view()),
    async update<W extends Workflow>(
      updateFn: (previous: ScheduleDescription) => ScheduleUpdateOptions<ScheduleOptionsStartWorkflowAction<W>>,
    ) {
      const current = await describedSchedule(scope, await view());
      // Headers are not seen by the update function and stay.
      const headers = current.raw.schedule?.action?.startWorkflow?.header?.fields ?? {};
      const request = await updateRequest(scope, compiledUpdate(scheduleId, updateFn(current)), headers);
      await call('Failed to update schedule', (schedules, options) => schedules.update(scheduleId, request, options));
    },
    async delete() {
      await call('Failed to delete schedule', (schedules, options) =>
        schedules.delete(scheduleId, { requestId: randomUUID() }, options),
      );
    },
    // The quotation mark at the end of both notes is Temporal's.
    pause: (note) => patch({ pause: note ?? 'Paused via TypeScript SDK"' }),
    unpause: (note) => patch({ unpause: note ?? 'Unpaused via TypeScript SDK"' }),
    trigger: async (overlap?: ScheduleOverlapPolicy) =>
      patch({ trigger: { overlap: overlapPolicy(overlap) ?? 'ALLOW_ALL' } }),
    backfill: async (options: Backfill | Backfill[]) =>
      patch({ backfills: (Array.isArray(options) ? options : [options]).map(backfillRequest) }),
  };
}
