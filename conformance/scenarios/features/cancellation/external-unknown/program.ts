import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { canceller } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = { ...named(env, 'canceller'), args: [env.name('nobody')] as [string] };
    const message = await client.workflow.execute(canceller, options);
    assert.match(message, /^Unable to cancel external workflow because/);
  });
}
