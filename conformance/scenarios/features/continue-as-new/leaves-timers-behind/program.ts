import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { restless } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const result = await client.workflow.execute(restless, { ...named(env, 'restless'), args: [true] });
    assert.equal(result, 'events before: 3');
  });
}
