import assert from 'node:assert/strict';
import { QueryNotRegisteredError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { queried } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(queried, named(env, 'queried'));
    await handle.result();
    const error = await rejection(handle.query('three'));
    assert.ok(error instanceof QueryNotRegisteredError);
    assert.equal(
      error.message,
      'Workflow did not register a handler for three. Registered queries: ' +
        '[__stack_trace __enhanced_stack_trace __temporal_workflow_metadata one two]',
    );
  });
}
