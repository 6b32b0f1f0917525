import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { unheard } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = { ...named(env, 'unheard'), args: [env.name('nobody')] as [string] };
    const result = await client.workflow.execute(unheard, options);
    assert.deepEqual(result, ['NON_RETRYABLE_FAILURE', 'SCHEDULE_TO_START']);
  });
}
