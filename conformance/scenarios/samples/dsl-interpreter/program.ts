import assert from 'node:assert/strict';
import { type Client, WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import type { Recipe } from './recipe';
import { cook } from './workflows';

const salad: Recipe = {
  pantry: { egg: 'egg', leaf: 'lettuce', herb: 'chives' },
  step: {
    inOrder: [
      { do: 'chop', with: ['leaf'], as: 'base' },
      {
        together: [
          { do: 'boil', with: ['egg'], as: 'top' },
          {
            inOrder: [
              { do: 'chop', with: ['herb'], as: 'green' },
              { do: 'mix', with: ['green', 'base'], as: 'base' },
            ],
          },
        ],
      },
      { do: 'mix', with: ['base', 'top'], as: 'salad' },
    ],
  },
};

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const { taskQueue } = env;
    const kept = await client.workflow.execute(cook, { taskQueue, workflowId: env.workflowId('salad'), args: [salad] });
    assert.equal(kept['salad'], 'chopped chives and chopped lettuce and boiled egg');
    assert.equal(kept['egg'], 'egg');
    await isRefused(env, client);
  });
}

async function isRefused({ taskQueue, workflowId }: Environment, client: Client): Promise<void> {
  const recipe: Recipe = { pantry: {}, step: { do: 'boil', with: ['tea'] } };
  const tea = client.workflow.execute(cook, { taskQueue, workflowId: workflowId('tea'), args: [recipe] });
  await assert.rejects(tea, (error) => {
    assert(error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure);
    assert.equal(error.cause.message, 'There is no tea');
    assert.deepEqual(error.cause.details, ['tea']);
    return true;
  });
}
