import assert from 'node:assert/strict';
import { ActivityNotFoundError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { tokenOf } from './activities';
import { waits } from './workflows';

export async function run(env: Environment): Promise<void> {
  const worker = { workflowsPath: require.resolve('./workflows'), activities };
  await withWorker(env, worker, async (client) => {
    const handle = await client.workflow.start(waits, named(env, 'waits'));
    const token = await env.until('the token', () => tokenOf(handle.workflowId));
    await client.activity.complete(token, 'approved');
    assert.equal(await handle.result(), 'approved');
    assert.ok((await rejection(client.activity.complete(token, 'again'))) instanceof ActivityNotFoundError);
  });
}
