import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { besideWorker, withClient } from '../../../support/with-worker';
import { go, ships } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start(ships, named(env, 'patched'));
    const before = { workflowsPath: require.resolve('./workflows-before'), maxCachedWorkflows: 0 };
    await besideWorker(env, before, () => untilEvent(env, handle, 'workflowTaskCompleted'));
    await besideWorker(env, { workflowsPath: require.resolve('./workflows') }, async () => {
      await handle.signal(go);
      assert.equal(await handle.result(), 'by air');
      const options = { ...named(env, 'deprecated'), signal: go };
      assert.equal(await (await client.workflow.signalWithStart(ships, options)).result(), 'by air');
    });
  });
}
