import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { counts, increment, stop } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(counts, named(env, 'counts'));
    const updateId = env.name('the-same');
    assert.equal(await handle.executeUpdate(increment, { updateId }), 1);
    assert.equal(await handle.executeUpdate(increment, { updateId }), 1);
    assert.equal(await handle.getUpdateHandle(updateId).result(), 1);
    await handle.signal(stop);
    assert.equal(await handle.result(), 1);
  });
}
