import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { eventsOf, taskFailureOf, untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { besideWorker, withClient } from '../../../support/with-worker';
import { go, sleeps } from './workflows';

export async function run(env: Environment): Promise<void> {
  const right = { workflowsPath: require.resolve('./workflows'), maxCachedWorkflows: 0 };
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start(sleeps, named(env, 'sleeps'));
    await besideWorker(env, right, async () => {
      await untilEvent(env, handle, 'timerFired');
      await env.until('its task', async () => {
        const events = await eventsOf(handle);
        return events.at(-1)?.workflowTaskCompletedEventAttributes;
      });
    });
    await handle.signal(go);
    const changed = { workflowsPath: require.resolve('./workflows-changed'), maxCachedWorkflows: 0 };
    await besideWorker(env, changed, async () => {
      assert.match(await taskFailureOf(env, handle), /[Nn]ondeterminism|TMPRL1100/);
    });
    await besideWorker(env, right, async () => {
      assert.equal(await handle.result(), 'slept');
    });
  });
}
