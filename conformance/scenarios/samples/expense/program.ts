import assert from 'node:assert/strict';
import { ActivityNotFoundError, type Client, WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, rootCause } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { createExpenseActivities, Desk } from './activities';
import { DECISION_ID, reimburse } from './workflows';

export async function run(env: Environment): Promise<void> {
  const desk = new Desk();
  const options = { workflowsPath: require.resolve('./workflows'), activities: createExpenseActivities(desk) };
  await withWorker(env, options, async (client) => {
    await approvedByToken(env, client, desk);
    await rejectedByIds(env, client, desk);
    await failed(env, client, desk);
    await expired(env, client, desk);
    assert.deepEqual(desk.paid, ['train']);
  });
}

function begin(env: Environment, client: Client, expense: string, patienceMs?: number) {
  const { taskQueue } = env;
  const args: Parameters<typeof reimburse> = [expense, patienceMs];
  return client.workflow.start(reimburse, { taskQueue, workflowId: env.workflowId(expense), args });
}

function onDesk(env: Environment, desk: Desk, expense: string): Promise<Uint8Array> {
  return env.until(`${expense} on the desk`, () => desk.waiting.get(expense));
}

async function approvedByToken(env: Environment, client: Client, desk: Desk): Promise<void> {
  const handle = await begin(env, client, 'train');
  const token = await onDesk(env, desk, 'train');
  await client.activity.complete(token, 'approved');
  assert.equal(await handle.result(), 'approved');
  await assert.rejects(client.activity.complete(token, 'rejected'), ActivityNotFoundError);
}

async function rejectedByIds(env: Environment, client: Client, desk: Desk): Promise<void> {
  const handle = await begin(env, client, 'yacht');
  await onDesk(env, desk, 'yacht');
  await client.activity.complete({ workflowId: handle.workflowId, activityId: DECISION_ID }, 'rejected');
  assert.equal(await handle.result(), 'rejected');
}

async function failed(env: Environment, client: Client, desk: Desk): Promise<void> {
  const handle = await begin(env, client, 'lunch');
  const token = await onDesk(env, desk, 'lunch');
  await client.activity.fail(token, ApplicationFailure.nonRetryable('The receipt cannot be read'));
  await assert.rejects(handle.result(), (error) => {
    assert(error instanceof WorkflowFailedError);
    assert.equal(rootCause(error.cause), 'The receipt cannot be read');
    return true;
  });
}

async function expired(env: Environment, client: Client, desk: Desk): Promise<void> {
  const handle = await begin(env, client, 'dinner', 100);
  const token = await onDesk(env, desk, 'dinner');
  assert.equal(await handle.result(), 'expired');
  await assert.rejects(client.activity.complete(token, 'approved'), ActivityNotFoundError);
}
