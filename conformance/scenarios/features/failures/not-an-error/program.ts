import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { taskFailureOf } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { hears, throwsItself } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    assert.equal(await client.workflow.execute(hears, named(env, 'hears')), 'just a text');
    const handle = await client.workflow.start(throwsItself, named(env, 'throws'));
    const message = await taskFailureOf(env, handle);
    assert.match(message, /^just a text \[A non-Error value was thrown from your code\./);
    await handle.terminate('seen enough');
  });
}
