import assert from 'node:assert/strict';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Environment } from '../../../environment';

export async function run(env: Environment): Promise<void> {
  const { address, namespace, taskQueue } = env;
  const connection = await NativeConnection.connect({ address });
  const workflowsPath = require.resolve('./workflows');
  const worker = await Worker.create({ connection, namespace, taskQueue, workflowsPath });
  assert.equal(worker.getState(), 'INITIALIZED');
  assert.throws(() => worker.shutdown(), /Not running. Current state: INITIALIZED/);
  const running = worker.run();
  assert.equal(worker.getState(), 'RUNNING');
  await assert.rejects(worker.run(), /Poller was already started/);
  await assert.rejects(connection.close(), /Cannot close connection while Workers hold a reference to it/);
  worker.shutdown();
  await running;
  assert.equal(worker.getState(), 'STOPPED');
  await connection.close();
}
