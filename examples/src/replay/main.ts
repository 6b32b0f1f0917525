/** Changed workflow code is held against histories of real runs, in a test, before it is deployed. */
import { Worker } from '@perdure/worker';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';
import { sale } from './workflows';

const taskQueue = 'replay';
const workflowsPath = require.resolve('./workflows');

export async function main(print: Print): Promise<void> {
  const file = await exportHistory();
  // From here on nothing needs Redis: this is what a test does with a file that lies beside it.
  await Worker.runReplayHistory({ workflowsPath }, JSON.parse(file));
  print('the code as it is: replayed');
  const histories = [{ workflowId: 'sale', history: JSON.parse(file) as object }];
  const changed = { workflowsPath: require.resolve('./workflows-changed') };
  for await (const { error } of Worker.runReplayHistories(changed, histories)) {
    const [event] = /ActivityTaskScheduled.*at event \d+/.exec(error?.message ?? '') ?? [];
    print(`the changed code: ${error?.name ?? 'replayed'}, ${event}`);
  }
}

/** The history of a run as a file that Temporal's tools can read too. */
async function exportHistory(): Promise<string> {
  return await withWorker({ taskQueue, workflowsPath, activities }, async (client) => {
    const handle = await client.workflow.start(sale, { taskQueue, workflowId: newWorkflowId('sale'), args: ['book'] });
    await handle.result();
    return historyToJSON(await handle.fetchHistory());
  });
}
