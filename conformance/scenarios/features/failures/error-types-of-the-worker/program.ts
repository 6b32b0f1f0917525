import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import type { ReplayWorkerOptions } from '@temporalio/worker';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { sells } from './workflows';

export async function run(env: Environment): Promise<void> {
  const workflowsPath = require.resolve('./workflows');
  await withWorker(env, { workflowsPath, workflowFailureErrorTypes: { '*': ['OutOfStock'] } }, async (client) => {
    const handle = await client.workflow.start(sells, named(env, 'sells'));
    const cause = await causeOf(handle.result());
    assert.ok(cause instanceof ApplicationFailure);
    assert.deepEqual([cause.message, cause.type], ['nothing left', 'OutOfStock']);
  });
}

/** The replayer has to be told too. */
export const replay: ReplayWorkerOptions = {
  workflowsPath: require.resolve('./workflows'),
  workflowFailureErrorTypes: { '*': ['OutOfStock'] },
};
