import assert from 'node:assert/strict';
import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { talks } from './workflows';

export const isolated = true;

export async function run(env: Environment): Promise<void> {
  const entries: LogEntry[] = [];
  Runtime.install({ logger: new DefaultLogger('INFO', (entry) => entries.push(entry)) });
  const workflowsPath = require.resolve('./workflows');
  await withWorker(env, { workflowsPath, maxCachedWorkflows: 0 }, async (client) => {
    const handle = await client.workflow.start(talks, named(env, 'talks'));
    await handle.result();
    await env.until('the last line', () => entries.some(({ message }) => message === 'arrived'));
    const [first, ...more] = entries.filter(({ message }) => message === 'on its way');
    assert.deepEqual(more, []);
    assert.equal(first?.level, 'INFO');
    assert.equal(first.meta?.['parcel'], 7);
    assert.equal(first.meta?.['workflowId'], handle.workflowId);
  });
}
