import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { add, collects, finish } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(collects, named(env, 'collects'));
    const values = Array.from({ length: 20 }, (_, index) => index);
    for (const value of values) await handle.signal(add, value);
    await handle.signal(finish);
    assert.deepEqual(await handle.result(), values);
  });
}
