import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { late } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = { ...named(env, 'late'), startDelay: '200 milliseconds' } as const;
    assert.equal(await client.workflow.execute(late, options), true);
  });
}
