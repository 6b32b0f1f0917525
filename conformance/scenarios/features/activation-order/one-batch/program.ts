import assert from 'node:assert/strict';
import { type Client, type WorkflowHandle, type WorkflowUpdateHandle } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { besideWorker, withClient } from '../../../support/with-worker';
import * as activities from './activities';
import { tokensOf } from './activities';
import { ask, batch, tell } from './workflows';

const ADMISSION_MS = 500;

export async function run(env: Environment): Promise<void> {
  const worker = { workflowsPath: require.resolve('./workflows'), activities };
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start(batch, named(env, 'batch'));
    await besideWorker(env, worker, () => env.until('both activities', () => tokensOf(handle.workflowId).length === 2));
    await handle.signal(tell, 'signal1');
    const update1 = await admit(client, handle, env.name('update1'), 'update1');
    await handle.signal(tell, 'signal2');
    const update2 = await admit(client, handle, env.name('update2'), 'update2');
    for (const token of tokensOf(handle.workflowId)) await client.activity.complete(token, undefined);
    await besideWorker(env, worker, async () => {
      await Promise.all([update1.result(), update2.result()]);
      assert.deepEqual(await handle.result(), [
        ...['signal1.sync', 'signal2.sync', 'update1.sync', 'update2.sync'],
        ...['signal1.1', 'signal2.1', 'update1.1', 'update2.1'],
        ...['activity1.1', 'activity2.1'],
      ]);
    });
  });
}

/** Sends an update that no worker takes yet; a short deadline ends the call. */
async function admit(
  client: Client,
  handle: WorkflowHandle<typeof batch>,
  updateId: string,
  name: string,
): Promise<WorkflowUpdateHandle<void>> {
  const send = () => handle.startUpdate(ask, { args: [name], updateId, waitForStage: 'ACCEPTED' });
  await rejection(client.withDeadline(Date.now() + ADMISSION_MS, send));
  return handle.getUpdateHandle(updateId);
}
