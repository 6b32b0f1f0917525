import assert from 'node:assert/strict';
import { TerminatedFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { ends } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const start = async (how: string) => {
      const handle = await client.workflow.start(ends, { ...named(env, how), args: [how] });
      if (how !== 'failed') await untilEvent(env, handle, 'timerStarted');
      return handle;
    };
    const failed = await start('failed');
    assert.equal((await rejection(failed.result())).message, 'Workflow execution failed');
    const cancelled = await start('cancelled');
    await cancelled.cancel();
    assert.equal((await rejection(cancelled.result())).message, 'Workflow execution cancelled');
    const terminated = await start('terminated');
    await terminated.terminate();
    const error = await rejection(terminated.result());
    assert.equal(error.message, 'Workflow execution terminated');
    assert.ok(error.cause instanceof TerminatedFailure);
    const withReason = await start('with-reason');
    await withReason.terminate('no longer wanted');
    assert.equal((await rejection(withReason.result())).message, 'no longer wanted');
  });
}
