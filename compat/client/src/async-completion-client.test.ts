import { type ActivityTarget, EngineError } from '@perdure/engine';
import { describe, expect, it } from 'vitest';
import { connectionTo, json } from '../test/fake-engine';
import { ActivityClient } from './activity-client';
import { AsyncCompletionClient } from './async-completion-client';
import { ActivityCancelledError, ActivityCompletionError, ActivityNotFoundError, ActivityPausedError } from './errors';

const byId = { workflowId: 'w', activityId: 'a' };

describe('AsyncCompletionClient', () => {
  it('completes by token and by ids', async () => {
    const targets: ActivityTarget[] = [];
    const connection = connectionTo({
      completeActivity: async (target, result) => {
        expect(result).toEqual([json('done')]);
        targets.push(target);
      },
    });
    const client = new AsyncCompletionClient({ connection });
    await client.complete(new TextEncoder().encode('token-1'), 'done');
    await client.complete(byId, 'done');
    expect(targets).toEqual([{ taskToken: 'token-1' }, { ...byId, runId: undefined }]);
  });

  it('hands the limits of the call on', async () => {
    const deadlineMs = Date.now() + 60_000;
    const connection = connectionTo({
      completeActivity: async (_target, _result, _identity, limits) => expect(limits).toEqual({ deadlineMs }),
    });
    const client = new AsyncCompletionClient({ connection });
    await client.withDeadline(deadlineMs, () => client.complete(byId, 'done'));
    expect.assertions(1);
  });

  it('fails with what was thrown', async () => {
    const connection = connectionTo({
      failActivity: async (_target, failure) => {
        expect(failure).toMatchObject({ message: 'boom', info: { kind: 'application', type: 'RangeError' } });
      },
    });
    await new AsyncCompletionClient({ connection }).fail(byId, new RangeError('boom'));
  });

  it('hears of a cancellation through a heartbeat', async () => {
    const connection = connectionTo({
      heartbeatActivity: async () => ({ cancelRequested: true, pauseRequested: false }),
    });
    await expect(new AsyncCompletionClient({ connection }).heartbeat(byId, 1)).rejects.toThrow(ActivityCancelledError);
  });

  it('tells an attempt that is over from other errors', async () => {
    const failing = (code: 'NOT_FOUND' | 'UNAVAILABLE') =>
      new AsyncCompletionClient({
        connection: connectionTo({
          cancelActivity: async () => {
            throw new EngineError(code, 'Redis is away');
          },
        }),
      }).reportCancellation(byId);
    await expect(failing('NOT_FOUND')).rejects.toThrow(ActivityNotFoundError);
    await expect(failing('UNAVAILABLE')).rejects.toThrow(ActivityCompletionError);
    await expect(failing('UNAVAILABLE')).rejects.toThrow('Redis is away');
  });
});

describe('ActivityClient', () => {
  it('completes a standalone activity, which has no workflow id, and hears of its pause', async () => {
    const targets: ActivityTarget[] = [];
    const client = new ActivityClient({
      connection: connectionTo({
        completeActivity: async (target) => void targets.push(target),
        heartbeatActivity: async () => ({ cancelRequested: false, pauseRequested: true }),
      }),
    });
    await client.complete({ activityId: 'a' }, 'done');
    expect(targets).toEqual([{ activityId: 'a' }]);
    await expect(client.heartbeat({ activityId: 'a' })).rejects.toThrow(ActivityPausedError);
  });
});
