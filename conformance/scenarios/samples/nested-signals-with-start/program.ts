import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { goal, goals } from './signals';
import { type league, team } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const leagueId = env.workflowId('league');
    const leagueHandle = client.workflow.getHandle<typeof league>(leagueId);
    const shoot = async (label: string, by: string, last: number) => {
      const options = { taskQueue: env.taskQueue, workflowId: env.workflowId(label), args: [leagueId, last] } as const;
      return await client.workflow.signalWithStart(team, {
        ...options,
        args: [leagueId, last],
        signal: goal,
        signalArgs: [by],
      });
    };
    const first = await shoot('Jena', 'Ann', 2);
    await env.until('the first goal', async () => (await leagueHandle.query(goals).catch(() => [])).length === 1);
    const second = await shoot('Jena', 'Bob', 2);
    assert.equal(second.signaledRunId, first.signaledRunId);
    assert.equal(await first.result(), 2);
    const other = await shoot('Halle', 'Cleo', 1);
    assert.equal(await other.result(), 1);
    assert.deepEqual(await leagueHandle.result(), ['Ann', 'Bob', 'Cleo']);
  });
}
