import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { withdraws } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = { ...named(env, 'withdraws'), args: [env.name('nobody')] as [string] };
    assert.equal(await client.workflow.execute(withdraws, options), 'Signal was cancelled before being sent');
  });
}
