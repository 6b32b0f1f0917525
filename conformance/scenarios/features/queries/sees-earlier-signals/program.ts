import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { add, count, counts } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(counts, named(env, 'counts'));
    for (let sent = 1; sent <= 4; sent++) {
      await handle.signal(add);
      assert.equal(await handle.query(count), sent);
    }
    await handle.signal(add);
    assert.equal(await handle.result(), 5);
  });
}
