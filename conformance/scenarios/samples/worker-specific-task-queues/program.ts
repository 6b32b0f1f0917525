import assert from 'node:assert/strict';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Environment } from '../../environment';
import { createDiskActivities, createShared } from './activities';
import { developRoll } from './workflows';

export async function run(env: Environment): Promise<void> {
  const { address, namespace, taskQueue } = env;
  const nativeConnection = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const create = (options: Parameters<typeof Worker.create>[0]) =>
    Worker.create({ connection: nativeConnection, namespace, ...options });
  const machine = async (name: string) => {
    const own = env.name(name);
    const disk = new Map<string, string>();
    const shared = { taskQueue, activities: createShared(own), workflowsPath: require.resolve('./workflows') };
    const workers = [await create(shared), await create({ taskQueue: own, activities: createDiskActivities(disk) })];
    return { own, disk, workers };
  };
  const machines = [await machine('left'), await machine('right')];
  const client = new Client({ connection, namespace });
  const rolls = ['a', 'b', 'c', 'd'];

  const develop = (roll: string) =>
    client.workflow.execute(developRoll, { taskQueue, workflowId: env.workflowId(roll), args: [roll] });
  const work = async (): Promise<void> => {
    const queues = await Promise.all(rolls.map(develop));
    for (const [index, roll] of rolls.entries()) {
      const [home, ...others] = machines.filter(({ disk }) => disk.get(roll) === 'developed');
      assert.equal(others.length, 0);
      assert.equal(home?.own, queues[index]);
    }
  };
  const done = work();
  await Promise.all(machines.flatMap(({ workers }) => workers).map((worker) => worker.runUntil(done)));
  await connection.close();
  await nativeConnection.close();
}
