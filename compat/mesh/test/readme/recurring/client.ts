import { MeshFlow } from '@perdure/mesh';
import { connection } from '../connection';

export async function run(): Promise<void> {
  const client = new MeshFlow.Client({
    connection,
  });

  //start a workflow; it will immediately pause
  await client.workflow.start({
    args: [55],
    taskQueue: 'default',
    workflowName: 'recurringExample',
    workflowId: 'myRecurring123',
    await: false,
  });
}
