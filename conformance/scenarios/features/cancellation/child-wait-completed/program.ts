import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { finish, parent } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(parent, named(env, 'parent'));
    const child = client.workflow.getHandle(`${handle.workflowId}/child`);
    await untilEvent(env, handle, 'externalWorkflowExecutionCancelRequested');
    await child.signal(finish);
    assert.equal(await handle.result(), 'finished all the same');
  });
}
