import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { add, pair } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = { ...named(env, 'pair'), signal: add };
    const first = await client.workflow.signalWithStart(pair, { ...options, signalArgs: ['first'] });
    const second = await client.workflow.signalWithStart(pair, { ...options, signalArgs: ['second'] });
    assert.equal(second.signaledRunId, first.signaledRunId);
    assert.deepEqual(await first.result(), ['first', 'second']);
  });
}
