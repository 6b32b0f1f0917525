/** Search attributes: set at the start, changed by the workflow, and found by with list filters. */
import type { Client } from '@perdure/client';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { amount, customer, order, ship, step } from './workflows';

const taskQueue = 'search-attributes';

/** Orders of one run of this program only. */
const mine = newWorkflowId('ann');

export async function main(print: Print): Promise<void> {
  await withWorker({ taskQueue, workflowsPath: require.resolve('./workflows') }, async (client) => {
    for (const [index, total] of [30, 120, 75].entries()) {
      const typedSearchAttributes = [
        { key: customer, value: mine },
        { key: amount, value: total },
        { key: step, value: 'new' },
      ];
      await client.workflow.start(order, { taskQueue, workflowId: `${mine}-${index}`, typedSearchAttributes });
    }
    const packing = `Customer = '${mine}' AND Step = 'packing'`;
    await until(client, packing, 3);
    print(`large orders: ${(await amounts(client, `${packing} AND Amount > 50 ORDER BY Amount`)).join(', ')}`);

    const cheapest = client.workflow.getHandle(`${mine}-0`);
    await cheapest.signal(ship);
    await cheapest.result();
    const { groups } = await client.workflow.count(`Customer = '${mine}' GROUP BY ExecutionStatus`);
    print(groups.map(({ count, groupValues }) => `${String(groupValues[0])}: ${count}`).join(', '));
    const info = await cheapest.describe();
    print(`the first one is ${info.typedSearchAttributes.get(step)}`);

    for await (const { workflowId } of client.workflow.list({ query: packing })) {
      const handle = client.workflow.getHandle(workflowId);
      await handle.signal(ship);
      await handle.result();
    }
    print(`still packing: ${(await client.workflow.count(packing)).count}`);
  });
}

async function amounts(client: Client, query: string): Promise<(number | undefined)[]> {
  const found: (number | undefined)[] = [];
  for await (const info of client.workflow.list({ query })) found.push(info.typedSearchAttributes.get(amount));
  return found;
}

/** Workflows set their step in their first task. */
async function until(client: Client, query: string, count: number): Promise<void> {
  while ((await client.workflow.count(query)).count < count) await new Promise((resolve) => setTimeout(resolve, 5));
}
