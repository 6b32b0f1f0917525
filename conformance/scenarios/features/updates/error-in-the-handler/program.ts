import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { taskFailureOf, untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { break_, breaks } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(breaks, named(env, 'breaks'));
    await untilEvent(env, handle, 'timerStarted');
    const update = rejection(handle.executeUpdate(break_));
    assert.equal(await taskFailureOf(env, handle), 'not a failure of Temporal');
    await handle.terminate('seen enough');
    await update;
  });
}
