import { MeshFlow } from '@perdure/mesh';
import { connection } from '../connection';

export async function run(): Promise<unknown> {
  // #region signal
  const client = new MeshFlow.Client({
    connection,
  });

  //get the workflow handle and interrupt it
  const handle = await client.getHandle({
    taskQueue: 'default',
    workflowId: 'myRecurring123',
  });

  const result = await handle.interrupt();
  // #endregion
  return result;
}
