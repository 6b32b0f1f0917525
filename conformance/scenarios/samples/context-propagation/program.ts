import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { activityInterceptors, callContext, clientInterceptor } from './node-side';
import { approve, rent } from './workflows';

const workflowsPath = require.resolve('./workflows');
const interceptors = { workflowModules: [require.resolve('./workflow-interceptors')] };

export const replay = { workflowsPath, interceptors };

export async function run(env: Environment): Promise<void> {
  const options = {
    workflowsPath,
    activities,
    interceptors: { ...interceptors, activity: [activityInterceptors] },
    clientOptions: { interceptors: { workflow: [clientInterceptor] } },
  };
  await withWorker(env, options, async (client) => {
    await Promise.all(['Ann', 'Bob'].map((tenant) => rentFor(env, client, tenant)));
  });
}

async function rentFor(env: Environment, client: Client, tenant: string): Promise<void> {
  const handle = await callContext.run({ tenant }, () =>
    client.workflow.start(rent, { taskQueue: env.taskQueue, workflowId: env.workflowId(tenant) }),
  );
  await env.until('its first task', async () => (await handle.fetchHistory()).events?.length === 4);
  await callContext.run({ tenant: `${tenant}'s boss` }, () => handle.signal(approve));
  assert.deepEqual(await handle.result(), [
    tenant,
    `approved by ${tenant}'s boss`,
    `reserved for ${tenant}`,
    `quota of ${tenant}`,
    `bill to ${tenant}`,
  ]);
}
