import assert from 'node:assert/strict';
import { CancelledFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { canceller, target } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(target, named(env, 'target'));
    await untilEvent(env, handle, 'timerStarted');
    await client.workflow.execute(canceller, { ...named(env, 'canceller'), args: [handle.workflowId] });
    assert.ok((await causeOf(handle.result())) instanceof CancelledFailure);
  });
}
