import assert from 'node:assert/strict';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { activities, activityInterceptors } from './activities';
import { via } from './headers';
import { twoRuns } from './workflows';

const workflowsPath = require.resolve('./workflows');
const interceptors = { workflowModules: [require.resolve('./workflow-interceptors')] };

export const replay = { workflowsPath, interceptors };

const inTurn: WorkflowClientInterceptor[] = ['first', 'second'].map((name) => ({
  start: (input, next) => next({ ...input, headers: via(input.headers, name) }),
}));

export async function run(env: Environment): Promise<void> {
  const options = {
    workflowsPath,
    activities,
    interceptors: { ...interceptors, activity: [activityInterceptors] },
    clientOptions: { interceptors: { workflow: inTurn } },
  };
  await withWorker(env, options, async (client) => {
    assert.deepEqual(await client.workflow.execute(twoRuns, { ...named(env, 'twoRuns'), args: [[]] }), [
      ['first', 'second', 'workflow'],
      ['run before', 'workflow'],
    ]);
  });
}
