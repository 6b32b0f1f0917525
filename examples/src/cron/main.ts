/** A workflow that starts again and again, by a cron expression. */
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { report } from './workflows';

const taskQueue = 'cron';

export async function main(print: Print): Promise<void> {
  await withWorker({ taskQueue, workflowsPath: require.resolve('./workflows') }, async (client) => {
    const workflowId = newWorkflowId('report');
    // '0 8 * * MON-FRI' would be a report for every working day.
    const first = await client.workflow.start(report, { taskQueue, workflowId, cronSchedule: '@every 1s' });
    // The chain has no end of its own, so a result is that of one run.
    const run = (runId: string) => client.workflow.getHandle<typeof report>(workflowId, runId, { followRuns: false });
    print(`first run: ${await resultOf(run(first.firstExecutionRunId))}`);
    const { runId } = await client.workflow.getHandle(workflowId).describe();
    print(`second run: ${await resultOf(run(runId))}`);
    await client.workflow.getHandle(workflowId).terminate('the example is over');
  });
}

interface Run {
  result(): Promise<number>;
}

async function resultOf(run: Run): Promise<number> {
  return await run.result();
}
