import { ActivityCancellationType } from '@perdure/workflow';
import { expect, it } from 'vitest';
import { reportsOf } from '../support/activities';
import type { Rules } from '../support/rules';
import { eventsOf, eventTypes, TASK_QUEUE } from '../support/scene';
import * as workflows from '../workflows/local-activities';

const SOON = '30 seconds';

export const localActivities: Rules = (scene) => {
  const call = (name: string, args: unknown[] = [], options: object = {}) =>
    scene().execute(workflows.callsLocal, [name, args, { startToCloseTimeout: SOON, ...options }]);

  it('are told who they are', async () => {
    expect(await scene().execute(workflows.localInfo)).toEqual({
      activityType: 'infoOfActivity',
      attempt: 1,
      taskQueue: TASK_QUEUE,
      workflowType: 'localInfo',
      isLocal: true,
      workflowNamespace: scene().namespace,
      startToCloseTimeoutMs: 30_000,
    });
  });

  it('run beside each other, with timers, ordinary activities and patches', async () => {
    expect(await scene().execute(workflows.localAndOther)).toEqual({ sums: [11, 22, 33], patched: 'new' });
  });

  it('end in the order in which they end, on replay too', async () => {
    expect(await scene().execute(workflows.localRace)).toEqual(['fast', 'slow', 'fast']);
  });

  it('move the clock of the workflow', async () => {
    expect(await scene().execute(workflows.localClock)).toBe(true);
  });

  it('fail with what they have thrown', async () => {
    expect(await call('fails', ['m', 'Kind', true, []])).toMatchObject({ type: 'ApplicationFailure', message: 'm' });
  });

  it('are not retried for a type that is named in another case', async () => {
    const handle = await scene().start(workflows.callsLocal, [
      'fails',
      ['m', 'Kind', false, []],
      { startToCloseTimeout: SOON, retry: { nonRetryableErrorTypes: ['KIND'] } },
    ]);
    await handle.result();
    expect(reportsOf(handle.workflowId)).toEqual([1]);
  });

  it('are retried in the worker, without another event', async () => {
    const options = { startToCloseTimeout: SOON, retry: { initialInterval: 5 } };
    const handle = await scene().start(workflows.callsLocal, ['succeedsAt', [3], options]);
    expect(await handle.result()).toBe(3);
    expect(await eventTypes(handle)).not.toContain('timerStarted');
  });

  it('wait by a timer when the backoff is longer than the threshold, and go on with their attempt', async () => {
    const options = { startToCloseTimeout: SOON, retry: { initialInterval: 20 }, localRetryThreshold: 30 };
    const handle = await scene().start(workflows.callsLocal, ['succeedsAt', [4], options]);
    expect(await handle.result()).toBe(4);
    const types = await eventTypes(handle);
    expect(types.filter((type) => type === 'timerStarted')).toHaveLength(2);
    expect(types.filter((type) => type === 'markerRecorded')).toHaveLength(3);
  });

  it('time out', async () => {
    const once = { retry: { maximumAttempts: 1 } };
    expect(await call('hangs', [], { startToCloseTimeout: 20, ...once })).toMatchObject({
      type: 'ActivityFailure',
      message: 'Activity timed out',
      timeoutType: 'START_TO_CLOSE',
    });
    expect(await call('hangs', [], { startToCloseTimeout: undefined, scheduleToCloseTimeout: 20 })).toMatchObject({
      timeoutType: 'SCHEDULE_TO_CLOSE',
    });
  });

  it.each(['TRY_CANCEL', 'ABANDON', 'WAIT_CANCELLATION_COMPLETED'] as const)('are cancelled: %s', async (type) => {
    const { [type]: cancellationType } = ActivityCancellationType;
    const options = { workflowTaskTimeout: '1 second' } as const;
    expect(await scene().execute(workflows.localCancelled, [cancellationType], options)).toEqual({
      message: 'Local Activity cancelled',
      cancellation: true,
    });
  });

  it('that the worker does not have fail the task', async () => {
    const handle = await scene().start(workflows.callsTypo);
    expect(await scene().taskFailureOf(handle)).toBe("Local activity of type 'typo' not registered on worker");
  });

  it('do not keep queries, signals and updates away', async () => {
    const handle = await scene().start(workflows.localLong, [1_700], { workflowTaskTimeout: '1 second' });
    await handle.signal(workflows.letGo);
    expect(await handle.query(workflows.progress)).toBe('running');
    expect(await handle.executeUpdate(workflows.localUpdate, { args: ['updated'] })).toBe('updated');
    expect(await handle.result()).toEqual({ signals: 1, attempt: 1 });
    expect((await eventsOf(handle)).filter((event) => event.workflowTaskTimedOutEventAttributes)).toEqual([]);
  });
};
