import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withClient } from '../../../support/with-worker';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const { taskQueue, workflowId } = named(env, 'never');
    const start = (options: object) => client.workflow.start('any', options as never);
    await assert.rejects(start({ workflowId }), { name: 'TypeError', message: 'Missing WorkflowOptions.taskQueue' });
    await assert.rejects(start({ taskQueue }), { name: 'TypeError', message: 'Missing WorkflowOptions.workflowId' });
    const unreadable = { taskQueue, workflowId, workflowRunTimeout: 'soon' };
    await assert.rejects(start(unreadable), { name: 'TypeError', message: "Invalid duration string: 'soon'" });
  });
}
