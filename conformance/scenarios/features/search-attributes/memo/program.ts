import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { notes } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const memo = { given: 1, nested: { a: 1 } };
    const handle = await client.workflow.start(notes, { ...named(env, 'notes'), memo });
    assert.deepEqual(await handle.result(), { added: 2, nested: { b: 2 } });
    assert.deepEqual((await handle.describe()).memo, { added: 2, nested: { b: 2 } });
  });
}
