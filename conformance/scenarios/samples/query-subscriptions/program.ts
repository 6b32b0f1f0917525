import assert from 'node:assert/strict';
import type { InjectedSinks } from '@temporalio/worker';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { applyChange, type Change, type State } from './change';
import { currentState } from './subscribable';
import type { PublishingSinks } from './workflow-interceptors';
import { match, score, whistle } from './workflows';

const workflowsPath = require.resolve('./workflows');
const interceptors = { workflowModules: [require.resolve('./workflow-interceptors')] };

export const replay = { workflowsPath, interceptors };

export async function run(env: Environment): Promise<void> {
  const changes: Change[] = [];
  const state = (): State => changes.reduce(applyChange, {});
  const publish = { fn: (_info: unknown, change: Change) => void changes.push(change), callDuringReplay: false };
  const sinks: InjectedSinks<PublishingSinks> = { publisher: { publish } };
  await withWorker(env, { workflowsPath, interceptors, sinks, maxCachedWorkflows: 0 }, async (client) => {
    const { taskQueue } = env;
    const handle = await client.workflow.start(match, {
      taskQueue,
      workflowId: env.workflowId('match'),
      args: ['Jena', 'Halle'],
    });
    await env.until('the kick-off', () => state()['playing'] === 'yes');
    await handle.signal(score, 'Jena');
    await env.until('a goal', () => state()['Jena'] === 1);
    assert.deepEqual(await handle.query(currentState), { Jena: 1, Halle: 0, playing: 'yes' });
    await handle.signal(whistle);
    assert.equal(await handle.result(), '1:0');
    await env.until('the end', () => changes.length === 3);
    assert.deepEqual(changes, [
      { set: { Jena: 0, Halle: 0, playing: 'yes' }, removed: [] },
      { set: { Jena: 1 }, removed: [] },
      { set: { final: 'yes' }, removed: ['playing'] },
    ]);
    assert.deepEqual(await handle.query(currentState), state());
  });
}
