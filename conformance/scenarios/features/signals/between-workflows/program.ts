import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { receiver, sender } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(receiver, named(env, 'receiver'));
    await untilEvent(env, handle, 'workflowTaskCompleted');
    await client.workflow.execute(sender, { ...named(env, 'sender'), args: [handle.workflowId] });
    assert.equal(await handle.result(), 'hello');
  });
}
