/** New workflow code while old runs are open. */
import type { Client } from '@perdure/client';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';
import { remind, reminder } from './workflows';

const taskQueue = 'patching';

export async function main(print: Print): Promise<void> {
  const oldRun = newWorkflowId('reminder');
  const before = { taskQueue, workflowsPath: require.resolve('./workflows-before'), activities };
  await withWorker(before, async (client) => {
    await start(client, oldRun);
    await untilFirstActivityIsDone(client, oldRun);
  });
  // The deployment: the same workflow type, new code.
  const after = { taskQueue, workflowsPath: require.resolve('./workflows'), activities };
  await withWorker(after, async (client) => {
    const old = client.workflow.getHandle<typeof reminder>(oldRun);
    await old.signal(remind);
    print(`started before: ${await old.result()}`);
    const fresh = await start(client, newWorkflowId('reminder'));
    await fresh.signal(remind);
    print(`started after: ${await fresh.result()}`);
  });
}

function start(client: Client, workflowId: string) {
  return client.workflow.start(reminder, { taskQueue, workflowId, args: ['Ann'] });
}

async function untilFirstActivityIsDone(client: Client, workflowId: string): Promise<void> {
  for (;;) {
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    if (events?.some((event) => event.activityTaskCompletedEventAttributes)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
