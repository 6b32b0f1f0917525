import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { collects } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const [first = '', second = ''] = await client.workflow.execute(collects, named(env, 'collects'));
    assert.equal(
      first,
      'DeterminismViolationError: WeakRef cannot be used in Workflows because v8 GC is non-deterministic',
    );
    assert.match(second, /^DeterminismViolationError: FinalizationRegistry cannot be used/);
  });
}
