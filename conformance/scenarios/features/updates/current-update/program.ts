import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { knows, which } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(knows, named(env, 'knows'));
    assert.equal(await handle.executeUpdate(which, { updateId: 'my-id' }), 'which my-id');
    assert.equal(await handle.result(), true);
  });
}
