import assert from 'node:assert/strict';
import { type ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { knowsNone, stop } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(knowsNone, named(env, 'knows-none'));
    const error = await rejection(handle.executeUpdate('unknown'));
    const cause = error.cause as ApplicationFailure;
    assert.equal(cause.message, 'No registered handler for update: unknown');
    assert.equal(cause.nonRetryable, true);
    await handle.signal(stop);
    await handle.result();
  });
}
