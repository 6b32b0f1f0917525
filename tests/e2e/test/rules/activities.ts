import { ActivityNotFoundError } from '@perdure/client';
import { expect, it } from 'vitest';
import { reportsOf } from '../support/activities';
import type { Rules } from '../support/rules';
import { rejection, TASK_QUEUE, until } from '../support/scene';
import * as workflows from '../workflows/activities';

const SOON = '30 seconds';

export const activities: Rules = (scene) => {
  const call = (name: string, args: unknown[] = [], options: object = {}) =>
    scene().execute(workflows.calls, [name, args, { startToCloseTimeout: SOON, ...options }]);

  it('are told who they are', async () => {
    expect(await call('infoOfActivity')).toEqual({
      activityType: 'infoOfActivity',
      attempt: 1,
      taskQueue: TASK_QUEUE,
      workflowType: 'calls',
      isLocal: false,
      workflowNamespace: scene().namespace,
      startToCloseTimeoutMs: 30_000,
    });
  });

  it('fail with what they have thrown', async () => {
    expect(await call('fails', ['m', 'Kind', true, [1, { two: 2 }]])).toMatchObject({
      message: 'Activity task failed',
      activityType: 'fails',
      retryState: 'NON_RETRYABLE_FAILURE',
      cause: 'ApplicationFailure',
      causeMessage: 'm',
      type: 'Kind',
      nonRetryable: true,
      details: [1, { two: 2 }],
    });
  });

  it('fail with the name of the class as type, when they throw something else', async () => {
    const options = { retry: { maximumAttempts: 1 } };
    expect(await call('throwsCustomError', [], options)).toMatchObject({ type: 'CustomError', nonRetryable: false });
  });

  it('are retried until the last attempt', async () => {
    const handle = await scene().start(workflows.quickly, ['fails', 'm', 'Kind', false, []]);
    expect(await handle.result()).toMatchObject({ retryState: 'MAXIMUM_ATTEMPTS_REACHED' });
    expect(reportsOf(handle.workflowId)).toEqual([1, 2, 3]);
  });

  it('are retried with the interval of the policy, times its coefficient', async () => {
    const retry = { initialInterval: 40, backoffCoefficient: 2, maximumInterval: 100 };
    const handle = await scene().start(workflows.calls, ['succeedsAt', [4], { startToCloseTimeout: SOON, retry }]);
    expect(await handle.result()).toBe(4);
    const waits = waitsOf(handle.workflowId);
    expect(waits[0]).toBeGreaterThanOrEqual(40);
    expect(waits[1]).toBeGreaterThanOrEqual(80);
    expect(waits[2]).toBeGreaterThanOrEqual(100);
  });

  it('are retried after the delay that the failure names', async () => {
    const retry = { initialInterval: '1 hour' };
    expect(await call('succeedsAt', [2, 10], { retry })).toBe(2);
  });

  it('are not retried for types the policy names', async () => {
    const retry = { nonRetryableErrorTypes: ['CustomError'] };
    expect(await call('throwsCustomError', [], { retry })).toMatchObject({ retryState: 'NON_RETRYABLE_FAILURE' });
  });

  it('that nobody has registered say which there are, and are retried', async () => {
    const result = await scene().execute(workflows.quickly, ['unheardOf']);
    expect(result).toMatchObject({ type: 'NotFoundError', retryState: 'MAXIMUM_ATTEMPTS_REACHED' });
    expect((result as { causeMessage: string }).causeMessage).toMatch(
      /^Activity function unheardOf is not registered on this Worker, available activities: \[.*"echo".*\]$/,
    );
  });

  it('without a timeout, or with an impossible policy, are refused by the workflow', async () => {
    expect(await scene().execute(workflows.withoutTimeout)).toEqual([
      'TypeError: Required either scheduleToCloseTimeout or startToCloseTimeout',
      'TypeError: Required either scheduleToCloseTimeout or startToCloseTimeout',
      'TypeError: options must be defined',
      'TypeError: Got empty activity options',
      'ValueError: RetryPolicy.maximumAttempts must be a positive integer',
    ]);
  });
};

export const activityTimeouts: Rules = (scene) => {
  const timesOut = (name: string, options: object) => scene().execute(workflows.calls, [name, [], options]);
  const once = { retry: { maximumAttempts: 1 } };

  it('startToClose ends an attempt', async () => {
    const result = await timesOut('hangs', { startToCloseTimeout: '100 milliseconds', ...once });
    expect(result).toMatchObject({ cause: 'TimeoutFailure', timeoutType: 'START_TO_CLOSE' });
  });

  it('heartbeat ends an attempt, and the failure has the last details', async () => {
    const options = { startToCloseTimeout: SOON, heartbeatTimeout: '200 milliseconds', ...once };
    expect(await timesOut('hangs', options)).toMatchObject({ cause: 'TimeoutFailure', timeoutType: 'HEARTBEAT' });
  });

  it('scheduleToStart ends the wait for a worker, and is not retried', async () => {
    const options = { startToCloseTimeout: SOON, scheduleToStartTimeout: '100 milliseconds', taskQueue: 'nobody' };
    expect(await timesOut('echo', options)).toMatchObject({ timeoutType: 'SCHEDULE_TO_START' });
  });

  it('scheduleToClose spans all attempts', async () => {
    const retry = { initialInterval: '20 milliseconds' };
    const options = { scheduleToCloseTimeout: '300 milliseconds', retry };
    const result = (await timesOut('throwsCustomError', options)) as Record<string, unknown>;
    // The first when the next attempt would come too late, the second when the time is up in the middle of one.
    expect(['TIMEOUT', 'NON_RETRYABLE_FAILURE']).toContain(result['retryState']);
  });
};

export const heartbeats: Rules = (scene) => {
  it('of a failed attempt are seen by the next', async () => {
    const options = { startToCloseTimeout: SOON, retry: { initialInterval: 10 } };
    expect(await scene().execute(workflows.calls, ['resumes', [], options])).toEqual({ row: 5 });
  });

  it('a cancellation nobody asked for is a failure like others', async () => {
    const options = { startToCloseTimeout: SOON, retry: { maximumAttempts: 1 } };
    const result = await scene().execute(workflows.calls, ['cancelsItself', [], options]);
    expect(result).toMatchObject({ type: 'CancelledFailure', causeMessage: 'of its own accord' });
  });
};

export const asyncCompletion: Rules = (scene) => {
  /** A workflow that waits for an activity somebody else completes, and the token. */
  async function waiting(options: object = {}) {
    const args = ['completedElsewhere', [], { startToCloseTimeout: SOON, ...options }];
    const handle = await scene().start(workflows.calls, args);
    const token = await until('the token', () => reportsOf(handle.workflowId)[0]);
    const { workflowId } = handle;
    return { handle, token: token as Uint8Array, id: { workflowId, activityId: '1' } };
  }

  /** The attempt has told the engine that it ends elsewhere a moment after the token is known. */
  const completion = () => scene().client.activity;

  it('by token gives the result', async () => {
    const { handle, token } = await waiting();
    await completion().complete(token, { by: 'token' });
    expect(await handle.result()).toEqual({ by: 'token' });
  });

  it('by id gives the result', async () => {
    const { handle, id } = await waiting();
    await completion().complete(id, 'by id');
    expect(await handle.result()).toBe('by id');
  });

  it('can fail, and is retried then', async () => {
    const { handle, token } = await waiting({ retry: { maximumAttempts: 1 } });
    await completion().fail(token, new Error('from outside'));
    expect(await handle.result()).toMatchObject({ causeMessage: 'from outside', type: 'Error' });
  });

  it('can heartbeat', async () => {
    const { handle, token } = await waiting({ heartbeatTimeout: '10 seconds' });
    await completion().heartbeat(token, { at: 5 });
    await completion().complete(token, 'after a heartbeat');
    expect(await handle.result()).toBe('after a heartbeat');
  });

  it('of what is not there says so', async () => {
    const { handle, token, id } = await waiting();
    await completion().complete(token, 'once');
    await handle.result();
    for (const gone of [completion().complete(token, 'twice'), completion().complete(id, 'twice')]) {
      const error = await rejection(gone);
      expect(error).toBeInstanceOf(ActivityNotFoundError);
      expect(error.message).toBe('Not found');
    }
  });
};

/** Times between the attempts of `succeedsAt`. */
function waitsOf(workflowId: string): number[] {
  const times = reportsOf(workflowId).map((report) => (report as { atMs: number }).atMs);
  return times.slice(1).map((at, index) => at - (times[index] ?? 0));
}
