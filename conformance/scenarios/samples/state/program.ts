import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { countOf, keepSeeds, put, stock, take } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), maxCachedWorkflows: 0 }, async (client) => {
    const workflowId = env.workflowId('seeds');
    const handle = await client.workflow.start(keepSeeds, { taskQueue: env.taskQueue, workflowId });
    assert.deepEqual(await handle.query(stock), {});
    await handle.signal(put, 'kale', 40);
    assert.equal(await handle.query(countOf, 'kale'), 40);
    await handle.signal(put, 'dill', 7);
    assert.equal(await handle.query(countOf, 'dill'), 7);
    await handle.signal(take, 'kale', 15);
    assert.deepEqual(await handle.query(stock), { kale: 25, dill: 7 });
    await handle.cancel();
    await assert.rejects(handle.result(), (error) => {
      assert(error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure);
      return true;
    });
    assert.deepEqual(await handle.query(stock), { kale: 25, dill: 7 });
  });
}
