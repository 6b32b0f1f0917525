import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { parent } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(parent, named(env, 'parent'));
    await handle.result();
    const child = (policy: string) => client.workflow.getHandle(`${handle.workflowId}/${policy}`);
    const status = async (policy: string) => (await child(policy).describe()).status.name;
    await env.until('the first to be terminated', async () => (await status('TERMINATE')) === 'TERMINATED');
    await env.until('the second to be cancelled', async () => (await status('REQUEST_CANCEL')) === 'CANCELLED');
    assert.equal(await status('ABANDON'), 'RUNNING');
    await untilEvent(env, child('ABANDON'), 'timerStarted');
    await child('ABANDON').terminate('seen enough');
  });
}
