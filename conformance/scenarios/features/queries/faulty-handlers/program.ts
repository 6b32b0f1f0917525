import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { broken, end, late, queried } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(queried, named(env, 'queried'));
    await assert.rejects(handle.query(late), /Query handlers should not return a Promise/);
    await assert.rejects(handle.query(broken), /thrown by a query handler/);
    await handle.signal(end);
    assert.equal(await handle.result(), 'unharmed');
  });
}
