import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { known, queried } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(queried, named(env, 'queried'));
    await handle.result();
    assert.equal(await handle.query(known), 'known');
    assert.equal(await handle.query('anything', 'a', 'b'), 'anything with a,b');
  });
}
