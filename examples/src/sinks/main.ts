/** Sinks: a way out of the sandbox for metrics and audit trails. */
import type { InjectedSinks } from '@perdure/worker';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { audited, type AuditSinks } from './workflows';

const taskQueue = 'sinks';

export async function main(print: Print): Promise<void> {
  const sinks: InjectedSinks<AuditSinks> = {
    audit: {
      record: { fn: (info, event) => print(`${info.workflowType} ${event}`) },
    },
  };
  // Without a cache every task replays the workflow from its start; each line still comes once.
  const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), sinks, maxCachedWorkflows: 0 };
  await withWorker(worker, async (client) => {
    await client.workflow.execute(audited, { taskQueue, workflowId: newWorkflowId('audited') });
  });
}
