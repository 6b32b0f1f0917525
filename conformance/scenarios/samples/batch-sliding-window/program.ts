import assert from 'node:assert/strict';
import type { WorkflowHandle } from '@temporalio/client';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { createOffice } from './activities';
import { progress, writeLetters } from './workflows';

export async function run(env: Environment): Promise<void> {
  const { activities, waiting } = createOffice();
  const finish = async (what: string): Promise<void> => (await env.until(what, () => waiting.get(what)))();
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const workflowId = env.workflowId('letters');
    const args: Parameters<typeof writeLetters> = [{ next: 0, done: 0, writing: [] }];
    const { firstExecutionRunId } = await client.workflow.start(writeLetters, {
      taskQueue: env.taskQueue,
      workflowId,
      args,
    });
    const handle = client.workflow.getHandle<typeof writeLetters>(workflowId);
    const untilWriting = async (...letters: number[]): Promise<void> => {
      for (const letter of letters) await env.until(`letter ${letter}`, () => waiting.has(`letter ${letter}`));
      const { writing } = await handle.query(progress);
      assert.deepEqual(writing, letters);
    };

    await untilWriting(0, 1);
    await finish('letter 0');
    await untilWriting(1, 2);
    await untilChildEnded(env, client.workflow.getHandle(workflowId, firstExecutionRunId));
    await finish('save 3');
    await env.until('the second run', async () => (await handle.describe()).runId !== firstExecutionRunId);
    for (const letter of [1, 2, 3]) {
      await finish(`letter ${letter}`);
      await untilWriting(letter + 1, letter + 2);
    }
    await finish('letter 4');
    await env.until('one letter', async () => (await handle.query(progress)).writing.length === 1);
    await finish('letter 5');
    assert.equal(await handle.result(), 6);
  });
}

async function untilChildEnded(env: Environment, handle: WorkflowHandle): Promise<void> {
  await env.until('the end of a child', async () => {
    const { events } = await handle.fetchHistory();
    return events?.some(({ childWorkflowExecutionCompletedEventAttributes: ended }) => ended);
  });
}
