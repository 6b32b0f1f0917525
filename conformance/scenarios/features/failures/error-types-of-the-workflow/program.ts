import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { sells } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(sells, named(env, 'sells'));
    const cause = await causeOf(handle.result());
    assert.ok(cause instanceof ApplicationFailure);
    assert.deepEqual([cause.message, cause.type], ['nothing left', 'OutOfStock']);
  });
}
