import assert from 'node:assert/strict';
import { CombinedWorkerRunError, GracefulShutdownPeriodExpiredError } from '@temporalio/worker';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { besideWorker, withClient } from '../../../support/with-worker';
import { stubborn } from '../../../support/stubborn';
import { held } from './workflows';

export async function run(env: Environment): Promise<void> {
  const { activities, state } = stubborn();
  const options = { workflowsPath: require.resolve('./workflows'), activities, shutdownForceTime: '100 milliseconds' };
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start(held, named(env, 'held'));
    try {
      const error = await rejection(
        besideWorker(env, options, async () => {
          await env.until('the activity to begin', () => state.begun);
          throw new Error('of the program');
        }),
      );
      await handle.terminate();
      assert.ok(error instanceof CombinedWorkerRunError, String(error));
      const { innerError, workerError } = error.cause;
      assert.equal((innerError as Error).message, 'of the program');
      assert.ok(workerError instanceof GracefulShutdownPeriodExpiredError, String(workerError));
    } finally {
      state.released = true;
    }
  });
}
