import assert from 'node:assert/strict';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { indexed } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const key = defineSearchAttributeKey('CustomKeywordField', 'KEYWORD');
    const typedSearchAttributes = new TypedSearchAttributes([{ key, value: 'given' }]);
    const handle = await client.workflow.start(indexed, { ...named(env, 'indexed'), typedSearchAttributes });
    assert.deepEqual(await handle.result(), ['given', 'changed', 7, 'removed']);
    assert.equal((await handle.describe()).typedSearchAttributes.get(key), 'changed');
  });
}
