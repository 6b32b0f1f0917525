import assert from 'node:assert/strict';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { indexed } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const key = defineSearchAttributeKey('CustomKeywordField', 'KEYWORD');
    const value = env.name('shelf');
    for (const label of ['first', 'second']) {
      const typedSearchAttributes = new TypedSearchAttributes([{ key, value }]);
      await client.workflow.execute(indexed, { ...named(env, label), typedSearchAttributes });
    }
    const query = `CustomKeywordField = "${value}"`;
    await env.until('both to be counted', async () => (await client.workflow.count(query)).count === 2);
    const found: string[] = [];
    for await (const { workflowId } of client.workflow.list({ query })) found.push(workflowId);
    assert.deepEqual(found.sort(), [env.workflowId('first'), env.workflowId('second')].sort());
  });
}
