import { MeshFlow, HotMesh } from '@perdure/mesh';
import { connection } from '../connection';

export async function run(): Promise<[string, string]> {
  const client = new MeshFlow.Client({
    connection,
  });

  const handle = await client.workflow.start<[string, string]>({
    args: ['HotMesh'],
    taskQueue: 'default',
    workflowName: 'example',
    workflowId: HotMesh.guid(),
  });

  return await handle.result();
  //returns ['Hello HotMesh', '¡Hola, HotMesh!']
}
