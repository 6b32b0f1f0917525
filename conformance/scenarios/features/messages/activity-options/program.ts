import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { careless } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    assert.deepEqual(await client.workflow.execute(careless, named(env, 'careless')), [
      'TypeError: options must be defined',
      'TypeError: Required either scheduleToCloseTimeout or startToCloseTimeout',
    ]);
  });
}
