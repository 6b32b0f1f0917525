import assert from 'node:assert/strict';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Environment } from '../../environment';
import { end, pinned } from './workflows';

export async function run(env: Environment): Promise<void> {
  const { address, namespace, taskQueue } = env;
  const nativeConnection = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const deploymentName = env.name('deployment');
  try {
    const create = (buildId: string) =>
      Worker.create({
        connection: nativeConnection,
        namespace,
        taskQueue,
        workflowsPath: require.resolve('./workflows'),
        workerDeploymentOptions: {
          version: { deploymentName, buildId },
          useWorkerVersioning: true,
          defaultVersioningBehavior: 'PINNED',
        },
      });
    const makeCurrent = (buildId: string) =>
      env.until(`${buildId} to be current`, () =>
        client.workflowService
          .setWorkerDeploymentCurrentVersion({ namespace, deploymentName, buildId, ignoreMissingTaskQueues: true })
          .then(() => true)
          .catch(() => false),
      );
    const [one, two] = [await create('one'), await create('two')];
    await one.runUntil(
      two.runUntil(async () => {
        await makeCurrent('one');
        const old = await client.workflow.start(pinned, { taskQueue, workflowId: env.workflowId('old') });
        await env.until('its first task', async () => (await old.fetchHistory()).events?.at(3));
        await makeCurrent('two');
        const young = await client.workflow.start(pinned, { taskQueue, workflowId: env.workflowId('young') });
        await old.signal(end);
        await young.signal(end);
        assert.deepEqual([await old.result(), await young.result()], ['one', 'two']);
      }),
    );
  } finally {
    await connection.close();
    await nativeConnection.close();
  }
}
