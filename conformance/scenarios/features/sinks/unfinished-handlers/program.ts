import assert from 'node:assert/strict';
import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { endless, leavesThem, stop } from './workflows';

export const isolated = true;

export async function run(env: Environment): Promise<void> {
  const entries: LogEntry[] = [];
  Runtime.install({ logger: new DefaultLogger('WARN', (entry) => entries.push(entry)) });
  const workflowsPath = require.resolve('./workflows');
  await withWorker(env, { workflowsPath }, async (client) => {
    const handle = await client.workflow.start(leavesThem, named(env, 'leaves'));
    await handle.startUpdate(endless, { waitForStage: 'ACCEPTED', updateId: 'left' });
    await handle.signal('endlessSignal');
    await handle.signal(stop);
    await handle.result();
    const warnings = () => entries.map(({ message }) => message).filter((text) => text.startsWith('[TMPRL1102]'));
    await env.until('two warnings', () => warnings().length === 2);
    const [updates = '', signals = ''] = warnings();
    assert.ok(updates.includes('[{"name":"endless","id":"left"}]'));
    assert.ok(signals.includes('[{"name":"endlessSignal","count":1}]'));
  });
}
