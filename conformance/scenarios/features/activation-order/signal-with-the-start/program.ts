import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { early, started } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.signalWithStart(started, {
      ...named(env, 'started'),
      signal: early,
      signalArgs: ['with the start'],
    });
    assert.deepEqual(await handle.result(), ['main', 'with the start', 'after setHandler']);
  });
}
