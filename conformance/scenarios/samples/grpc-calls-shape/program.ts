import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { tick } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const { taskQueue, namespace } = env;
    const workflowId = env.workflowId('clock');
    await client.workflow.execute(tick, { taskQueue, workflowId });

    const { workflowService } = client;
    const { namespaceInfo } = await workflowService.describeNamespace({ namespace });
    assert.equal(namespaceInfo?.name, namespace);
    const query = `WorkflowId = '${workflowId}'`;
    await env.until('the clock in the list', async () => {
      const { executions } = await workflowService.listWorkflowExecutions({ namespace, query });
      return executions.some(({ type }) => type?.name === 'tick');
    });
  });
}
