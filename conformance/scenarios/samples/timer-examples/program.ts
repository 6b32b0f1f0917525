import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { createShop } from './activities';
import { askAround, order, ringsAt, setAlarm, wakeUp } from './workflows';

const DAY_MS = 86_400_000;

export async function run(env: Environment): Promise<void> {
  const shop = createShop();
  await withWorker(
    env,
    { workflowsPath: require.resolve('./workflows'), activities: shop.activities },
    async (client) => {
      await bringsANote(env, client, shop);
      await bringsNone(env, client, shop);
      await canBeSet(env, client);
      const workflowId = env.workflowId('question');
      assert.equal(await client.workflow.execute(askAround, { taskQueue: env.taskQueue, workflowId }), 'too late');
    },
  );
}

type Shop = ReturnType<typeof createShop>;

async function begin(env: Environment, client: Client, item: string, expectedMs: number) {
  const { taskQueue } = env;
  return await client.workflow.start(order, { taskQueue, workflowId: env.workflowId(item), args: [item, expectedMs] });
}

async function bringsANote(env: Environment, client: Client, { begun, notes }: Shop): Promise<void> {
  const handle = await begin(env, client, 'wardrobe', 20);
  const finish = await env.until('the wardrobe', () => begun.get('wardrobe'));
  await env.until('a note, seen by the workflow', async () => {
    const { events } = await handle.fetchHistory();
    return notes.includes('wardrobe') && events?.at(-1)?.workflowTaskCompletedEventAttributes;
  });
  finish();
  assert.equal(await handle.result(), 'wardrobe is ready');
}

async function bringsNone(env: Environment, client: Client, { begun, notes }: Shop): Promise<void> {
  const handle = await begin(env, client, 'stool', DAY_MS);
  (await env.until('the stool', () => begun.get('stool')))();
  assert.equal(await handle.result(), 'stool is ready');
  assert.deepEqual(notes, ['wardrobe']);
}

async function canBeSet(env: Environment, client: Client): Promise<void> {
  const now = Date.now();
  const args: [number] = [now + DAY_MS];
  const workflowId = env.workflowId('alarm');
  const handle = await client.workflow.start(wakeUp, { taskQueue: env.taskQueue, workflowId, args });
  assert.equal(await handle.query(ringsAt), now + DAY_MS);
  await handle.signal(setAlarm, now + 2 * DAY_MS);
  assert.equal(await handle.query(ringsAt), now + 2 * DAY_MS);
  await handle.signal(setAlarm, now + 50);
  assert.equal(await handle.result(), true);
}
