import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { besideWorker, withClient } from '../../../support/with-worker';
import { go, ships } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start(ships, named(env, 'old'));
    const before = { workflowsPath: require.resolve('./workflows-before'), maxCachedWorkflows: 0 };
    await besideWorker(env, before, () => untilEvent(env, handle, 'workflowTaskCompleted'));
    await besideWorker(env, { workflowsPath: require.resolve('./workflows') }, async () => {
      await handle.signal(go);
      assert.equal(await handle.result(), 'by sea');
      const options = { ...named(env, 'new'), signal: go };
      assert.equal(await (await client.workflow.signalWithStart(ships, options)).result(), 'by air');
    });
  });
}
