import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { backups, saveBackup } from './activities';
import { makeBackup } from './workflows';

export async function run(env: Environment): Promise<void> {
  const options = { workflowsPath: require.resolve('./workflows'), activities: { saveBackup } };
  await withWorker(env, options, async (client) => {
    const workflowId = env.workflowId('backup');
    const { taskQueue } = env;
    const handle = await client.workflow.start(makeBackup, { taskQueue, workflowId, cronSchedule: '@every 1s' });
    await env.until('the third backup', () => backups.get(workflowId)?.length === 3);
    await handle.cancel();
    await assert.rejects(handle.result(), (error) => {
      assert(error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure);
      return true;
    });
    assert.deepEqual(backups.get(workflowId), ['1 (@every 1s)', '2 (@every 1s)', '3 (@every 1s)']);
    assert.equal((await handle.describe()).status.name, 'CANCELLED');
  });
}
