import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { finish, parent } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(parent, named(env, 'parent'));
    assert.equal(await handle.result(), true);
    const child = client.workflow.getHandle(`${handle.workflowId}/child`);
    await child.signal(finish);
    assert.equal(await child.result(), 'finished');
  });
}
