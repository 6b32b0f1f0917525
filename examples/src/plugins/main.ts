/** A plugin brings interceptors to clients and workers, and runs code around a worker. */
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';
import { AuditPlugin } from './audit-plugin';
import { welcome } from './workflows';

const taskQueue = 'plugins';

export async function main(print: Print): Promise<void> {
  const plugins = [new AuditPlugin(print)];
  const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), activities, plugins };
  const clientCode: Parameters<typeof withWorker>[1] = async (client) => {
    const options = { taskQueue, workflowId: newWorkflowId('welcome'), args: ['Ann'] as [string] };
    print(await client.workflow.execute(welcome, options));
  };
  await withWorker(worker, clientCode, { plugins });
}
