import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { createPainting } from './activities';
import { type guard, isFree, paint, waiting } from './workflows';

export async function run(env: Environment): Promise<void> {
  await takeTurns(env);
  await goesOnWithoutRelease(env);
}

async function takeTurns(env: Environment): Promise<void> {
  const { activities, holders, openGate } = createPainting(3);
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const guardId = env.workflowId('brush');
    const ids = ['ann', 'bob', 'cleo'].map((name) => env.workflowId(name));
    const brush = client.workflow.getHandle<typeof guard>(guardId);
    const painters = [];
    for (const [place, workflowId] of ids.entries()) {
      painters.push(await client.workflow.start(paint, { taskQueue: env.taskQueue, workflowId, args: [guardId] }));
      await env.until('the painter in its place', async () =>
        place === 0 ? holders.has(workflowId) : (await brush.query(waiting)) === place,
      );
    }
    openGate();
    assert.deepEqual(await Promise.all(painters.map((painter) => painter.result())), [1, 1, 1]);
    assert.deepEqual(await brush.result(), ids);
  });
}

async function goesOnWithoutRelease(env: Environment): Promise<void> {
  const { activities, openGate } = createPainting(2);
  openGate();
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const { taskQueue } = env;
    const [guardId, dora, emil] = [env.workflowId('roller'), env.workflowId('dora'), env.workflowId('emil')];
    const roller = client.workflow.getHandle<typeof guard>(guardId);
    assert.equal(await client.workflow.execute(paint, { taskQueue, workflowId: dora, args: [guardId, 50, true] }), 1);
    await env.until('the end of its patience', () => roller.query(isFree));
    assert.equal(await client.workflow.execute(paint, { taskQueue, workflowId: emil, args: [guardId] }), 2);
    assert.deepEqual(await roller.result(), [dora, emil]);
  });
}
