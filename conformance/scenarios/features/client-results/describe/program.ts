import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { described } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(described, {
      ...named(env, 'described'),
      memo: { note: 'by hand' },
      staticSummary: 'a summary',
    });
    await handle.result();
    const { status, type, taskQueue, memo, historyLength, closeTime, staticSummary } = await handle.describe();
    assert.deepEqual([status.name, type, taskQueue], ['COMPLETED', 'described', env.taskQueue]);
    assert.deepEqual(memo, { note: 'by hand' });
    assert.equal(historyLength, 5);
    assert.ok(closeTime instanceof Date);
    assert.equal(await staticSummary(), 'a summary');
  });
}
