import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { waits } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = { ...named(env, 'second'), workflowIdConflictPolicy: 'TERMINATE_EXISTING' as const };
    const first = await client.workflow.start(waits, { ...options, args: ['first'] });
    await untilEvent(env, first, 'timerStarted');
    const second = await client.workflow.start(waits, { ...options, args: ['second'] });
    assert.equal(await second.result(), 'second');
    env.record('first', first.workflowId, first.firstExecutionRunId);
    const firstRun = client.workflow.getHandle(first.workflowId, first.firstExecutionRunId);
    assert.equal((await firstRun.describe()).status.name, 'TERMINATED');
  });
}
