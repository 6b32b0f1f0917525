import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { taskFailureOf } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start('unknown', named(env, 'unknown'));
    assert.match(
      await taskFailureOf(env, handle),
      /Failed to initialize workflow of type 'unknown': no such function is exported by the workflow bundle/,
    );
    await handle.terminate('seen enough');
  });
}
