import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { waitsForEver } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(waitsForEver, named(env, 'waits'));
    await untilEvent(env, handle, 'timerStarted');
    assert.match(await handle.query<string>('__stack_trace'), /at waitsForEver \(.*workflows/);
    await handle.terminate('seen enough');
  });
}
