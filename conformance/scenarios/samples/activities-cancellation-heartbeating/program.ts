import assert from 'node:assert/strict';
import { type Client, WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { publishFilm } from './workflows';

export async function run(env: Environment): Promise<void> {
  const options = {
    workflowsPath: require.resolve('./workflows'),
    activities: { transcode: activities.transcode },
    maxHeartbeatThrottleInterval: '50 milliseconds',
  } as const;
  await withWorker(env, options, async (client) => {
    await resumes(env, client);
    await isCancelled(env, client);
  });
}

async function resumes(env: Environment, client: Client): Promise<void> {
  const film = env.name('western');
  const workflowId = env.workflowId('resumed');
  const result = await client.workflow.execute(publishFilm, { taskQueue: env.taskQueue, workflowId, args: [film, 4] });
  assert.equal(result, `${film}: 4 frames`);
  assert.deepEqual(activities.beginnings.get(film), [0, 2]);
  assert.deepEqual(activities.written.get(film), [0, 1, 2, 3]);
}

async function isCancelled(env: Environment, client: Client): Promise<void> {
  const film = env.name('drama');
  const workflowId = env.workflowId('cancelled');
  const handle = await client.workflow.start(publishFilm, { taskQueue: env.taskQueue, workflowId, args: [film] });
  await env.until('three frames', () => (activities.written.get(film)?.length ?? 0) >= 3);
  await handle.cancel();
  await assert.rejects(handle.result(), (error) => {
    assert(error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure);
    return true;
  });
  assert.equal((await handle.describe()).status.name, 'CANCELLED');
  assert.equal(activities.written.has(film), false);
}
