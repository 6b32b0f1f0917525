import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { taskFailureOf } from '../../../support/history';
import { named } from '../../../support/named';
import { besideWorker, withClient } from '../../../support/with-worker';
import { repaired } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start(repaired, named(env, 'repaired'));
    const before = { workflowsPath: require.resolve('./workflows-before') };
    await besideWorker(env, before, async () => {
      assert.equal(await taskFailureOf(env, handle), 'a bug');
      assert.equal((await handle.describe()).status.name, 'RUNNING');
    });
    await besideWorker(env, { workflowsPath: require.resolve('./workflows') }, async () => {
      assert.equal(await handle.result(), 'repaired');
    });
  });
}
