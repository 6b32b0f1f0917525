import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { untilSuggested } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const result = await client.workflow.execute(untilSuggested, { ...named(env, 'long'), args: [0] });
    assert.deepEqual(result, { activitiesOfTheFirstRun: 3, suggestedToTheSecond: false });
  });
}
