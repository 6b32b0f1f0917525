import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { besideWorker, withClient } from '../../../support/with-worker';
import * as activities from './activities';
import { persistent } from './workflows';

export async function run(env: Environment): Promise<void> {
  const options = {
    workflowsPath: require.resolve('./workflows'),
    activities,
    shutdownGraceTime: '10 milliseconds',
  } as const;
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start(persistent, named(env, 'persistent'));
    await besideWorker(env, options, () =>
      env.until('the activity', async () => {
        const { raw } = await handle.describe();
        return raw.pendingActivities?.some(({ lastStartedTime }) => lastStartedTime != null);
      }),
    );
    await besideWorker(env, options, async () => {
      assert.equal(await handle.result(), 2);
    });
  });
}
