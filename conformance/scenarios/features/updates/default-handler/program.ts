import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { stop, takesAll } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(takesAll, named(env, 'takes-all'));
    assert.equal(await handle.executeUpdate('anything', { args: ['a'] }), 'anything with a');
    await handle.signal(stop);
    await handle.result();
  });
}
