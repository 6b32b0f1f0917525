import { MeshFlow } from '@perdure/mesh';
import { connection } from '../connection';
import * as workflows from './waitForWorkflows';

export async function run(): Promise<void> {
  const worker = await MeshFlow.Worker.create({
    connection,
    taskQueue: 'default',
    workflow: workflows.waitForExample,
  });

  await worker.run();
}
