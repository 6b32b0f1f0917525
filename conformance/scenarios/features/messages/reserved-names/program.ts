import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { reserved } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    assert.deepEqual(await client.workflow.execute(reserved, named(env, 'reserved')), [
      "TypeError: Cannot use signal name: '__temporal_signal', with reserved prefix: '__temporal_'",
      "TypeError: Cannot use query name: '__temporal_query', with reserved prefix: '__temporal_'",
      "TypeError: Cannot use update name: '__temporal_update', with reserved prefix: '__temporal_'",
      "TypeError: Cannot use query name: '__stack_trace', which is a reserved name",
    ]);
  });
}
