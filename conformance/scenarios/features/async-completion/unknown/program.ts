import assert from 'node:assert/strict';
import { ActivityNotFoundError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { withClient } from '../../../support/with-worker';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const activity = { workflowId: env.name('nobody'), activityId: 'none' };
    const error = await rejection(client.activity.complete(activity, 'result'));
    assert.ok(error instanceof ActivityNotFoundError);
  });
}
