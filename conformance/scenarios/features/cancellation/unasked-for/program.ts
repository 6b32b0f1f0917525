import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { cancelsItself } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(cancelsItself, named(env, 'itself'));
    const error = await rejection(handle.result());
    assert.equal(error.message, 'Workflow execution failed');
    assert.equal((await handle.describe()).status.name, 'FAILED');
  });
}
