import assert from 'node:assert/strict';
import { HandlerUnfinishedPolicy } from '@temporalio/common';
import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { endless, endlessSignal, leaves, stop } from './workflows';

export const isolated = true;

const { ABANDON, WARN_AND_ABANDON } = HandlerUnfinishedPolicy;

export async function run(env: Environment): Promise<void> {
  const entries: LogEntry[] = [];
  Runtime.install({ logger: new DefaultLogger('WARN', (entry) => entries.push(entry)) });
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    for (const [label, ofTheSignal] of [
      ['silent', ABANDON],
      ['warned', WARN_AND_ABANDON],
    ] as const) {
      const handle = await client.workflow.start(leaves, { ...named(env, label), args: [ofTheSignal] });
      await handle.startUpdate(endless, { waitForStage: 'ACCEPTED' });
      await handle.signal(endlessSignal);
      await handle.signal(stop);
      await handle.result();
    }
    const warnings = () => entries.map(({ message }) => message).filter((text) => text.startsWith('[TMPRL1102]'));
    await env.until('the warning of the second', () => warnings().length > 0);
    const [warning = ''] = warnings();
    assert.equal(warnings().length, 1);
    assert.ok(warning.includes('[{"name":"endlessSignal","count":1}]'), warning);
    assert.ok(!warning.includes('"endless"'), warning);
  });
}
