import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { order, shop } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const handle = await client.workflow.start(shop, named(env, 'shop'));
    assert.equal(await handle.executeUpdate(order, { args: ['lamp'] }), 400);
    assert.equal(await handle.result(), 400);
  });
}
