import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { type Catalogue, createLibraryActivities, FeeActivities } from './activities';
import { borrow } from './workflows';

export async function run(env: Environment): Promise<void> {
  const lent = new Map<string, string>();
  const catalogue: Catalogue = {
    find: async (isbn) => new Map([['978-3', 'Effi Briest']]).get(isbn),
    lend: async (isbn, reader) => void lent.set(isbn, reader),
  };
  const { fee } = new FeeActivities(5);
  const activities = { ...createLibraryActivities(catalogue), fee };
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const result = await client.workflow.execute(borrow, {
      taskQueue: env.taskQueue,
      workflowId: env.workflowId('borrow'),
      args: ['978-3', 'Ann', 14],
    });
    assert.equal(result, 'Ann borrows Effi Briest for 70 cents');
    assert.deepEqual([...lent], [['978-3', 'Ann']]);
  });
}
