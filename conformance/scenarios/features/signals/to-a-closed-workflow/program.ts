import assert from 'node:assert/strict';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { brief } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(brief, named(env, 'brief'));
    await handle.result();
    assert.ok((await rejection(handle.signal('late'))) instanceof WorkflowNotFoundError);
    const unknown = client.workflow.getHandle(env.name('unknown'));
    assert.ok((await rejection(unknown.signal('any'))) instanceof WorkflowNotFoundError);
  });
}
