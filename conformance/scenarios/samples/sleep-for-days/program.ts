import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { enough, remindAgainAndAgain } from './workflows';

const THIRTY_DAYS_MS = 30 * 86_400_000;

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const { taskQueue } = env;
    const workflowId = env.workflowId('dentist');
    const args: [number, number] = [20, THIRTY_DAYS_MS];
    const handle = await client.workflow.start(remindAgainAndAgain, { taskQueue, workflowId, args });
    await env.until('the long sleep', async () => {
      const { events } = await handle.fetchHistory();
      return events?.filter(({ timerStartedEventAttributes: started }) => started).length === 2;
    });
    await handle.signal(enough);
    assert.equal(await handle.result(), 2);
  });
}
