import assert from 'node:assert/strict';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { holds, set, stop } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(holds, named(env, 'holds'));
    await untilEvent(env, handle, 'workflowTaskCompleted');
    const error = await rejection(handle.executeUpdate(set, { args: [-1] }));
    assert.ok(error instanceof WorkflowUpdateFailedError);
    assert.equal(error.cause?.message, 'may not be negative');
    await handle.signal(stop);
    assert.equal(await handle.result(), 0);
  });
}
