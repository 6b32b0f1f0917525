import assert from 'node:assert/strict';
import { WorkflowContinuedAsNewError } from '@temporalio/client';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { countRounds } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const workflowId = env.workflowId('rounds');
    const handle = await client.workflow.start(countRounds, {
      taskQueue: env.taskQueue,
      workflowId,
      args: [{ number: 1, runs: [] }],
    });
    const { rounds, runs, firstRunId, previousRunId, laps } = await handle.result();
    assert.equal(rounds, 3);
    assert.equal(runs.length, 3);
    assert.equal(new Set(runs).size, 3);
    assert.equal(firstRunId, handle.firstExecutionRunId);
    assert.equal(previousRunId, runs[1]);
    assert.equal(laps, 'two');

    const firstRun = client.workflow.getHandle(workflowId, firstRunId, { followRuns: false });
    await assert.rejects(firstRun.result(), (error) => {
      assert(error instanceof WorkflowContinuedAsNewError);
      assert.equal(error.newExecutionRunId, runs[1]);
      return true;
    });
    assert.equal((await firstRun.describe()).status.name, 'CONTINUED_AS_NEW');
  });
}
