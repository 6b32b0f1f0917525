import assert from 'node:assert/strict';
import type { InjectedSinks } from '@temporalio/worker';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { activityInterceptor } from './activity-interceptor';
import { clientInterceptor } from './client-interceptor';
import type { Span } from './span';
import type { TraceSinks } from './workflow-interceptors';
import { choose, chosen, renovate } from './workflows';

const interceptors = { workflowModules: [require.resolve('./workflow-interceptors')] };

export const replay = { workflowsPath: require.resolve('./workflows'), interceptors };

export async function run(env: Environment): Promise<void> {
  const spans: Span[] = [];
  const record = (span: Span): void => void spans.push(span);
  const sinks: InjectedSinks<TraceSinks> = { tracer: { record: { fn: (_info, span) => record(span) } } };
  const options = {
    workflowsPath: require.resolve('./workflows'),
    activities,
    sinks,
    interceptors: { ...interceptors, activity: [activityInterceptor(record)] },
    clientOptions: { interceptors: { workflow: [clientInterceptor(record)] } },
    maxCachedWorkflows: 0,
  };
  await withWorker(env, options, async (client) => {
    const workflowId = env.workflowId('flat');
    const handle = await client.workflow.start(renovate, { taskQueue: env.taskQueue, workflowId });
    assert.equal(await handle.query(chosen), 'query chosen asked: nothing');
    await handle.signal(choose, 'blue');
    assert.equal(await handle.result(), 'blue in run paint, 20 square metres, oak');
  });
  assert.deepEqual(treeOf(spans), {
    'start renovate': {
      'run renovate': {
        'schedule measure': { 'run measure': {} },
        'start layFloor': { 'run layFloor': {} },
        'schedule paint': { 'run paint': {} },
      },
    },
    'query chosen': {},
    'signal choose': { 'handle choose': {} },
  });
  assert.equal(spans.length, new Set(spans.map(({ id }) => id)).size);
}

type Tree = { [id: string]: Tree };

function treeOf(spans: readonly Span[], parent?: string): Tree {
  const children = spans.filter((span) => span.parent === parent);
  return Object.fromEntries(children.map(({ id }) => [id, treeOf(spans, id)]));
}
