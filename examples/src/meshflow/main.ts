/** A workflow that is a function: no file path and no bundle, in HotMesh's shape. */
import { MeshFlow } from '@perdure/mesh';
import type { Print } from '../support/example';
import { greet } from './functions';

const taskQueue = 'example';

export async function main(print: Print): Promise<void> {
  await MeshFlow.Worker.create({ taskQueue, workflow: greet });
  const client = new MeshFlow.Client();
  try {
    const handle = await client.workflow.start<string>({ args: [], taskQueue, workflowName: 'greet' });
    await client.signal('example-times', 2);
    await client.signal('example-word', 'Hola');
    print(await handle.result());
    print(`open: ${(await handle.status()) > 0}`);
  } finally {
    await MeshFlow.shutdown();
  }
}
