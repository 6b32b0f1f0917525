import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { crates, fragile, port } from './attributes';
import { arrive, ship } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const workflowId = env.workflowId('shipment');
    const harbour = env.name('Kiel');
    const handle = await client.workflow.start(ship, {
      taskQueue: env.taskQueue,
      workflowId,
      typedSearchAttributes: [
        { key: port, value: harbour },
        { key: crates, value: 2 },
        { key: fragile, value: true },
      ],
    });
    const query = `CustomKeywordField = '${harbour}' AND CustomIntField > 2 AND ExecutionStatus = 'Running'`;
    await env.until('the shipment in the list', async () => (await client.workflow.count(query)).count === 1);
    const listed = [];
    for await (const execution of client.workflow.list({ query })) listed.push(execution);
    assert.deepEqual(
      listed.map((execution) => execution.workflowId),
      [workflowId],
    );

    await handle.signal(arrive);
    assert.equal(await handle.result(), `${harbour}, 3 crates, undefined, 2030-01-02T03:04:05.000Z`);
    const { typedSearchAttributes } = await handle.describe();
    assert.equal(typedSearchAttributes.get(port), harbour);
    assert.equal(typedSearchAttributes.get(crates), 3);
    assert.equal(typedSearchAttributes.get(fragile), undefined);
    await env.until('an empty list', async () => (await client.workflow.count(query)).count === 0);
  });
}
