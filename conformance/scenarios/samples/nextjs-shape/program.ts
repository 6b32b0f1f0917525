import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { createRoutes } from './routes';

const DAY_MS = 86_400_000;

export async function run(env: Environment): Promise<void> {
  const { buy, getState, cancel, close } = createRoutes(env);
  const click = async (id: string, item: string, regretMs: number) =>
    await buy(
      new Request('http://shop.test/api/buy', { method: 'POST', body: JSON.stringify({ id, item, regretMs }) }),
    );
  const about = (id: string) => new Request(`http://shop.test/api/purchase?id=${encodeURIComponent(id)}`);
  const stateOf = async (id: string): Promise<unknown> => await (await getState(about(id))).json();

  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const lamp = env.workflowId('lamp');
    const first = await click(lamp, 'lamp', DAY_MS);
    assert.equal(first.status, 201);
    assert.deepEqual(await stateOf(lamp), { state: 'PENDING' });
    const again = await click(lamp, 'lamp', DAY_MS);
    assert.deepEqual(await again.json(), await first.json());
    assert.equal((await cancel(about(lamp))).status, 204);
    assert.equal(await client.workflow.result(lamp), 'kept from buying lamp');
    assert.deepEqual(await stateOf(lamp), { state: 'CANCELLED' });

    const chair = env.workflowId('chair');
    await click(chair, 'chair', 20);
    assert.equal(await client.workflow.result(chair), 'bought chair');
    assert.deepEqual(await stateOf(chair), { state: 'CONFIRMED' });

    assert.equal((await getState(about(env.name('nothing')))).status, 404);
    assert.equal((await cancel(about(env.name('nothing')))).status, 404);
  });
  await close();
}
