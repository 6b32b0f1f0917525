import assert from 'node:assert/strict';
import type { InjectedSinks } from '@temporalio/worker';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { type BellSinks, strikeHours } from './workflows';

export async function run(env: Environment): Promise<void> {
  const rung: string[] = [];
  const trembled: number[] = [];
  let cracked = 0;
  const sinks: InjectedSinks<BellSinks> = {
    bell: {
      ring: { fn: ({ workflowType, workflowId }, times) => void rung.push(`${workflowType} ${workflowId} ${times}`) },
      tremble: { fn: (_info, times) => void trembled.push(times), callDuringReplay: true },
      crack: {
        fn: () => {
          cracked++;
          throw new Error('A crack in the bell');
        },
      },
    },
  };
  const options = { workflowsPath: require.resolve('./workflows'), sinks, maxCachedWorkflows: 0 };
  await withWorker(env, options, async (client) => {
    const workflowId = env.workflowId('tower');
    const hours = await client.workflow.execute(strikeHours, { taskQueue: env.taskQueue, workflowId, args: [3] });
    assert.equal(hours, 3);
    assert.deepEqual(
      rung,
      [1, 2, 3].map((times) => `strikeHours ${workflowId} ${times}`),
    );
    assert.equal(cracked, 1);
    assert(trembled.length > 3);
    assert.equal(trembled.filter((times) => times === 1).length, 4);
  });
}
