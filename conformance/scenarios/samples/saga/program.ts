import assert from 'node:assert/strict';
import { type Client, WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure, rootCause } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { createExpedition } from './activities';
import { prepareExpedition } from './workflows';

export async function run(env: Environment): Promise<void> {
  const diary: string[] = [];
  const options = { workflowsPath: require.resolve('./workflows'), activities: createExpedition(diary) };
  await withWorker(env, options, async (client) => {
    const prepare = (mountain: string) => begin(env, client, mountain);
    assert.equal(await (await prepare('Rigi')).result(), 'permit for Rigi');
    assert.deepEqual(diary.splice(0), ['guide for Rigi', 'tent for Rigi', 'asking for Rigi']);

    await assert.rejects((await prepare('Olympus')).result(), (error) => {
      assert(error instanceof WorkflowFailedError);
      assert.equal(rootCause(error.cause), 'Gods only');
      return true;
    });
    const back = ['torn tent for Olympus', 'no guide for Olympus'];
    const tried = ['asking for Olympus', 'asking for Olympus'];
    assert.deepEqual(diary.splice(0), ['guide for Olympus', 'tent for Olympus', ...tried, ...back]);

    const cancelled = await prepare('Brocken');
    await env.until('the pause', async () =>
      (await cancelled.fetchHistory()).events?.some((e) => e.timerStartedEventAttributes),
    );
    await cancelled.cancel();
    await assert.rejects(cancelled.result(), (error) => {
      assert(error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure);
      return true;
    });
    assert.deepEqual(diary.slice(2), ['torn tent for Brocken', 'no guide for Brocken']);
  });
}

function begin({ taskQueue, workflowId }: Environment, client: Client, mountain: string) {
  return client.workflow.start(prepareExpedition, { taskQueue, workflowId: workflowId(mountain), args: [mountain] });
}
