import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { cleansUp } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const handle = await client.workflow.start(cleansUp, named(env, 'cleans-up'));
    await untilEvent(env, handle, 'timerStarted');
    await handle.cancel();
    await causeOf(handle.result());
    assert.equal((await handle.describe()).status.name, 'CANCELLED');
  });
}
