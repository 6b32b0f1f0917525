import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { fail, fragile } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(fragile, named(env, 'fragile'));
    await untilEvent(env, handle, 'timerStarted');
    await handle.signal(fail);
    const cause = await causeOf(handle.result());
    assert.ok(cause instanceof ApplicationFailure);
    assert.deepEqual([cause.message, cause.type], ['thrown by a signal handler', 'Fragile']);
  });
}
