import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { rounds } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(rounds, { ...named(env, 'rounds'), args: [2] });
    assert.deepEqual(await handle.result(), { sameFirst: false, continued: true, attempt: 1 });
    assert.notEqual((await handle.describe()).runId, handle.firstExecutionRunId);
  });
}
