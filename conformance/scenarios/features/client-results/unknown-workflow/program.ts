import assert from 'node:assert/strict';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { withClient } from '../../../support/with-worker';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const handle = client.workflow.getHandle(env.name('unknown'));
    for (const call of [
      () => handle.result(),
      () => handle.describe(),
      () => handle.terminate(),
      () => handle.cancel(),
    ]) {
      assert.ok((await rejection(call())) instanceof WorkflowNotFoundError);
    }
  });
}
