import assert from 'node:assert/strict';
import type { WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { WorkflowUpdateStage } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { assignBox, close, fetchDog, isOpen, kennel, open, renew } from './workflows';

type Handle = WorkflowHandleWithFirstExecutionRunId<typeof kennel>;

const dogs = ['Bello', 'Laika', 'Rex', 'Struppi'];

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const { taskQueue } = env;
    const workflowId = env.workflowId('kennel');
    const args: Parameters<typeof kennel> = [{ open: false, boxes: {} }];
    const handle = await client.workflow.start(kennel, { taskQueue, workflowId, args });

    assert.deepEqual(await assignBeforeItOpens(env, handle), [1, 2, 3, 4]);
    await handle.executeUpdate(fetchDog, { args: ['Laika'] });
    assert.equal(await assign(env, handle, 'Waldi'), 2);

    await handle.signal(renew);
    await env.until('the second run', async () => (await handle.describe()).runId !== handle.firstExecutionRunId);
    assert.equal(await handle.query(isOpen), true);
    assert.equal(await assign(env, handle, 'Rex'), 3);
    assert.equal(await assign(env, handle, 'Laika'), 5);

    await handle.signal(close);
    const { boxes } = await handle.result();
    assert.deepEqual(boxes, { Bello: 1, Waldi: 2, Rex: 3, Struppi: 4, Laika: 5 });
  });
}

function assign(env: Environment, handle: Handle, dog: string): Promise<number> {
  return handle.executeUpdate(assignBox, { args: [dog], updateId: env.name(dog) });
}

/** All are accepted in the order in which they ask, and have to wait for the signal. */
async function assignBeforeItOpens(env: Environment, handle: Handle): Promise<number[]> {
  assert.equal(await handle.query(isOpen), false);
  const updates = [];
  for (const dog of dogs) {
    const options = {
      args: [dog] as [string],
      updateId: env.name(dog),
      waitForStage: WorkflowUpdateStage.ACCEPTED,
    } as const;
    updates.push(await handle.startUpdate(assignBox, options));
  }
  assert.equal(await handle.query(isOpen), false);
  await handle.signal(open);
  return await Promise.all(updates.map((update) => update.result()));
}
