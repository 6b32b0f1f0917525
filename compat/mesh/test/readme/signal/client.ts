import { MeshFlow } from '@perdure/mesh';
import { connection } from '../connection';

export async function run(): Promise<void> {
  const client = new MeshFlow.Client({
    connection,
  });

  //start a workflow; it will immediately pause
  await client.workflow.start({
    args: ['HotMesh'],
    taskQueue: 'default',
    workflowName: 'waitForExample',
    workflowId: 'myWorkflow123',
    await: false,
  });
}
