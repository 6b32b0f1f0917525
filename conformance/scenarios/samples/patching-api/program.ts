import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { proceed } from './proceed';

export const replay = { workflowsPath: require.resolve('./last-version') };

export async function run(env: Environment): Promise<void> {
  await withVersion(env, 1, (client) => invite(env, client, 'old'));
  await withVersion(env, 2, async (client) => {
    await invite(env, client, 'patched');
    assert.equal(await finish(env, client, 'old'), 'letter');
  });
  await withVersion(env, 3, async (client) => {
    await invite(env, client, 'deprecated');
    assert.equal(await finish(env, client, 'patched'), 'message');
  });
  await withVersion(env, 4, async (client) => {
    await invite(env, client, 'new');
    assert.equal(await finish(env, client, 'deprecated'), 'message');
    assert.equal(await finish(env, client, 'new'), 'message');
  });
  await tooEarly(env);
}

/** With a worker of its own, which has nothing in its cache. */
async function withVersion<T>(env: Environment, version: number, program: (client: Client) => Promise<T>): Promise<T> {
  const workflowsPath = require.resolve(`./version-${version}/workflows`);
  return await withWorker(env, { workflowsPath, activities }, program);
}

/** Starts one and waits until it has sent what it sends. */
async function invite(env: Environment, client: Client, label: string): Promise<void> {
  const handle = await client.workflow.start('invite', { taskQueue: env.taskQueue, workflowId: env.workflowId(label) });
  await env.until('what is sent', async () => {
    const { events } = await handle.fetchHistory();
    return (
      events?.some(({ activityTaskCompletedEventAttributes: sent }) => sent) &&
      events.at(-1)?.workflowTaskCompletedEventAttributes
    );
  });
}

async function finish(env: Environment, client: Client, label: string): Promise<string> {
  const handle = client.workflow.getHandle(env.workflowId(label));
  await handle.signal(proceed);
  return (await handle.result()) as string;
}

/** Version 4 does not know the patch that version 2 has recorded as still in use. */
async function tooEarly(env: Environment): Promise<void> {
  await withVersion(env, 2, (client) => invite(env, client, 'patched too early'));
  await withVersion(env, 4, async (client) => {
    const handle = client.workflow.getHandle(env.workflowId('patched too early'));
    await handle.signal(proceed);
    await env.until('a failed workflow task', async () => {
      const { events } = await handle.fetchHistory();
      const failed = events?.at(-1)?.workflowTaskFailedEventAttributes;
      return failed?.failure?.message?.includes('message-instead-of-letter');
    });
    await handle.terminate('told so');
  });
}
