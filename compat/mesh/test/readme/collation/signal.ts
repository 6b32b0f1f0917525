import { MeshFlow } from '@perdure/mesh';
import { connection } from '../connection';

export async function run(): Promise<unknown> {
  // #region signal
  const client = new MeshFlow.Client({
    connection,
  });

  //send 2 signals to awaken the function; order is unimportant
  await client.signal('my-sig-nal-2', 12345);
  await client.signal('my-sig-nal-1', true);

  //get the workflow handle and await the collated result
  const handle = await client.getHandle({
    taskQueue: 'default',
    workflowId: 'myWorkflow123',
  });

  const result = await handle.result();
  // #endregion
  //returns [true, 12345]
  return result;
}
