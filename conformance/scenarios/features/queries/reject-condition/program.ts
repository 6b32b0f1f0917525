import assert from 'node:assert/strict';
import { QueryRejectCondition, QueryRejectedError, WorkflowClient } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { queried, state } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(queried, named(env, 'queried'));
    await handle.result();
    const { connection } = client;
    const { namespace } = env;
    const { NOT_OPEN, NOT_COMPLETED_CLEANLY } = QueryRejectCondition;
    const strict = new WorkflowClient({ connection, namespace, queryRejectCondition: NOT_OPEN });
    const error = await rejection(strict.getHandle(handle.workflowId).query(state));
    assert.ok(error instanceof QueryRejectedError);
    const lenient = new WorkflowClient({ connection, namespace, queryRejectCondition: NOT_COMPLETED_CLEANLY });
    assert.equal(await lenient.getHandle(handle.workflowId).query(state), 'any');
  });
}
