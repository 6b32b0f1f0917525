import assert from 'node:assert/strict';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { done, free, put, shelf } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const { taskQueue } = env;
    const handle = await client.workflow.start(shelf, { taskQueue, workflowId: env.workflowId('shelf'), args: [10] });
    assert.equal(await handle.query(free), 10);
    const add = (title: string, width: number) =>
      handle.executeUpdate(put, { args: [{ title, width }], updateId: title });
    const fails = (type: string) => (error: unknown) => {
      assert(error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure);
      assert.equal(error.cause.type, type);
      return true;
    };
    const length = async (): Promise<number> => (await handle.describe()).historyLength;

    assert.equal(await add('Faust', 6), 4);
    const before = await length();
    await assert.rejects(add('Zauberberg', 5), fails('Full'));
    assert.equal(await length(), before);
    await assert.rejects(handle.executeUpdate(put, { args: [{ title: '', width: 1 }] }), fails('Untitled'));
    assert((await length()) > before);
    assert.equal(await add('Emma', 4), 0);
    await assert.rejects(add('Candide', 1), fails('Full'));

    await handle.signal(done);
    assert.deepEqual(await handle.result(), ['Faust (Faust)', 'Emma (Emma)']);
  });
}
