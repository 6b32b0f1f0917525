import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { poke, pokes } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), maxCachedWorkflows: 10 }, async (client) => {
    const handle = await client.workflow.start(pokes, named(env, 'pokes'));
    await handle.query(poke);
    assert.equal((await handle.describe()).status.name, 'RUNNING');
    await handle.terminate('it does not wake up by itself');
  });
}
