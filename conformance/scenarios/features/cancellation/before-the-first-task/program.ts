import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { besideWorker, withClient } from '../../../support/with-worker';
import { waits } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start(waits, named(env, 'waits'));
    await handle.cancel();
    await besideWorker(env, { workflowsPath: require.resolve('./workflows') }, async () => {
      assert.equal(await handle.result(), 'Workflow cancelled');
    });
  });
}
