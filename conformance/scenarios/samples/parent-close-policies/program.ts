import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { TerminatedFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { finish, parent, type wait } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(parent, {
      taskQueue: env.taskQueue,
      workflowId: env.workflowId('parent'),
    });
    const children = ['terminated', 'cancelled', 'abandoned'].map((name) =>
      client.workflow.getHandle<typeof wait>(`${handle.workflowId}/${name}`),
    );
    await env.until('the first tasks of all children', async () => {
      const histories = await Promise.all(children.map((child) => child.fetchHistory().catch(() => undefined)));
      return histories.every((history) => history?.events?.length === 4);
    });
    await handle.signal(finish);
    assert.deepEqual(
      await handle.result(),
      children.map(({ workflowId }) => workflowId),
    );

    const [terminated, cancelled, abandoned] = children;
    await assert.rejects(terminated?.result() ?? Promise.resolve(), (error) => {
      assert(error instanceof WorkflowFailedError && error.cause instanceof TerminatedFailure);
      return true;
    });
    assert.equal(await cancelled?.result(), 'tidied up');
    assert.equal((await abandoned?.describe())?.status.name, 'RUNNING');
    await abandoned?.signal(finish);
    assert.equal(await abandoned?.result(), 'told to finish');
  });
}
