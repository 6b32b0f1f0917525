import assert from 'node:assert/strict';
import { DefaultLogger, type LogEntry, Runtime } from '@temporalio/worker';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { serve } from './workflows';

/** A process has one runtime. */
export const isolated = true;

export async function run(env: Environment): Promise<void> {
  const entries: LogEntry[] = [];
  const logger = new DefaultLogger('INFO', (entry) => entries.push(entry));
  Runtime.install({ logger });
  const workflowId = env.workflowId('serve');
  const options = { workflowsPath: require.resolve('./workflows'), activities, maxCachedWorkflows: 0 };
  await withWorker(env, options, async (client) => {
    await client.workflow.execute(serve, { taskQueue: env.taskQueue, workflowId, args: ['lemonade'] });
  });

  const of = (component: string) => entries.filter(({ meta }) => meta?.['sdkComponent'] === component);
  const own = (component: string) => of(component).filter(({ meta }) => meta?.['drink'] === 'lemonade');
  assert.deepEqual(
    own('workflow').map(({ level, message }) => `${level} ${message}`),
    ['INFO An order', 'WARN The glass is full'],
  );
  assert(own('workflow').every(({ meta }) => meta?.['workflowId'] === workflowId && meta['workflowType'] === 'serve'));
  const [pouring, ...more] = own('activity');
  assert.equal(more.length, 0);
  assert.equal(pouring?.message, 'Pouring');
  assert.equal(pouring.meta?.['activityType'], 'pour');
  assert.equal(pouring.meta['workflowId'], workflowId);
  assert(of('worker').length > 0);
  assert(entries.every(({ level }) => level !== 'DEBUG' && level !== 'TRACE'));
}
