import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { conductor, musician } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const { taskQueue } = env;
    const begin = async (label: string) => {
      const handle = await client.workflow.start(musician, { taskQueue, workflowId: env.workflowId(label) });
      await env.until('its first task', async () => (await handle.fetchHistory()).events?.length === 4);
      return handle;
    };
    const [violin, drum] = [await begin('violin'), await begin('drum')];
    const errors = await client.workflow.execute(conductor, {
      taskQueue,
      workflowId: env.workflowId('conductor'),
      args: [violin.workflowId, drum.workflowId, env.name('nobody')],
    });
    assert.deepEqual(errors, [
      'Unable to signal external workflow because it was not found',
      'Unable to cancel external workflow because not found',
    ]);
    assert.equal(await violin.result(), 'a waltz for conductor');
    await assert.rejects(drum.result(), (error) => {
      assert(error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure);
      return true;
    });
  });
}
