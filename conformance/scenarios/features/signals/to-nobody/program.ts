import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { sender } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = { ...named(env, 'sender'), args: [env.name('nobody')] as [string] };
    const answer = await client.workflow.execute(sender, options);
    assert.match(answer, /^ApplicationFailure: Unable to signal external workflow because it was not found/);
  });
}
