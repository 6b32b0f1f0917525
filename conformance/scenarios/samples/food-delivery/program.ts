import assert from 'node:assert/strict';
import { type Client, WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { charge, notes, notify, refund, refunds } from './activities';
import { deliver, delivered, type Patience, pickedUp, type State, status } from './workflows';

const patient: Patience = { pickUpMs: 3_600_000, deliveryMs: 3_600_000 };

export async function run(env: Environment): Promise<void> {
  const options = { workflowsPath: require.resolve('./workflows'), activities: { charge, refund, notify } };
  await withWorker(env, options, async (client) => {
    await arrives(env, client);
    await isRefunded(env, client, 'soup', { ...patient, pickUpMs: 50 }, 'was not picked up');
    await isRefunded(env, client, 'cake', { ...patient, deliveryMs: 50 }, 'did not arrive');
  });
}

function order(env: Environment, client: Client, dish: string, patience: Patience) {
  const { taskQueue } = env;
  return client.workflow.start(deliver, { taskQueue, workflowId: env.workflowId(dish), args: [dish, patience] });
}

type Order = Awaited<ReturnType<typeof order>>;

async function untilItIs(env: Environment, handle: Order, state: State): Promise<void> {
  await env.until(`an order that is ${state}`, async () => (await handle.query(status)).state === state);
}

async function arrives(env: Environment, client: Client): Promise<void> {
  const handle = await order(env, client, 'pizza', patient);
  await untilItIs(env, handle, 'paid');
  await handle.signal(pickedUp);
  await untilItIs(env, handle, 'picked up');
  await handle.signal(delivered);
  assert.equal(await handle.result(), 'delivered');
  assert.deepEqual(await handle.query(status), { dish: 'pizza', state: 'delivered' });
  assert.deepEqual(notes, ['How was the pizza?']);
}

async function isRefunded(
  env: Environment,
  client: Client,
  dish: string,
  patience: Patience,
  problem: string,
): Promise<void> {
  const handle = await order(env, client, dish, patience);
  if (problem === 'did not arrive') {
    await untilItIs(env, handle, 'paid');
    await handle.signal(pickedUp);
  }
  await assert.rejects(handle.result(), (error) => {
    assert(error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure);
    assert.equal(error.cause.message, `The ${dish} ${problem}`);
    return true;
  });
  assert.equal((await handle.query(status)).state, 'refunded');
  assert(refunds.includes(`payment of ${dish}`));
}
