import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { fails } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const retry = { initialInterval: '10 milliseconds', maximumAttempts: 2 } as const;
    const handle = await client.workflow.start(fails, { ...named(env, 'fails'), retry });
    assert.equal((await causeOf(handle.result())).message, 'attempt 2');
  });
}
