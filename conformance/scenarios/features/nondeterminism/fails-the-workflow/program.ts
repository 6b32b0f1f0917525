import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { besideWorker, withClient } from '../../../support/with-worker';
import { go, sleeps } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start(sleeps, named(env, 'sleeps'));
    const before = { workflowsPath: require.resolve('./workflows-before'), maxCachedWorkflows: 0 };
    await besideWorker(env, before, () => untilEvent(env, handle, 'timerStarted'));
    await handle.signal(go);
    const changed = {
      workflowsPath: require.resolve('./workflows'),
      workflowFailureErrorTypes: { '*': ['NondeterminismError' as const] },
    };
    await besideWorker(env, changed, async () => {
      const error = await rejection(handle.result());
      assert.ok(error instanceof WorkflowFailedError);
      assert.equal((await handle.describe()).status.name, 'FAILED');
    });
  });
}

/** No code does what this history says: that is what has failed it. */
export const refusedByReplayers = true;
