import { MeshFlow } from '@perdure/mesh';
import { connection } from '../connection';

export async function run(): Promise<unknown> {
  // #region signal
  const client = new MeshFlow.Client({
    connection,
  });

  //awaken the function by sending a signal
  await client.signal('my-sig-nal', { hello: 'world' });

  //get the workflow handle and await the result
  const handle = await client.getHandle({
    taskQueue: 'default',
    workflowId: 'myWorkflow123',
  });

  const result = await handle.result();
  // #endregion
  //returns { hello: 'world' }
  return result;
}
