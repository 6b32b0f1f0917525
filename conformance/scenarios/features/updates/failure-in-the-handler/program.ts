import assert from 'node:assert/strict';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { type ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { refuse, refuses, stop } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(refuses, named(env, 'refuses'));
    const error = await rejection(handle.executeUpdate(refuse));
    assert.ok(error instanceof WorkflowUpdateFailedError);
    const cause = error.cause as ApplicationFailure;
    assert.deepEqual([cause.message, cause.type, cause.details], ['refused by the handler', 'Refused', ['detail']]);
    await handle.signal(stop);
    assert.equal(await handle.result(), 'went on');
  });
}
