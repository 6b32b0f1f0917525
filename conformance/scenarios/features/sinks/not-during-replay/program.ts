import assert from 'node:assert/strict';
import type { InjectedSinks } from '@temporalio/worker';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { audited, type AuditSinks } from './workflows';

export async function run(env: Environment): Promise<void> {
  const calls: string[] = [];
  const note = (name: string) => (info: { workflowType: string }, text: string) => {
    calls.push(`${name} ${info.workflowType} ${text}`);
  };
  const sinks: InjectedSinks<AuditSinks> = {
    audit: {
      once: { fn: note('once') },
      always: { fn: note('always'), callDuringReplay: true },
    },
  };
  const workflowsPath = require.resolve('./workflows');
  await withWorker(env, { workflowsPath, sinks, maxCachedWorkflows: 0 }, async (client) => {
    await client.workflow.execute(audited, named(env, 'audited'));
    await env.until('the last call', () => calls.includes('once audited ended'));
    const count = (text: string) => calls.filter((call) => call === text).length;
    assert.equal(count('once audited began'), 1);
    assert.equal(count('once audited ended'), 1);
    assert.equal(count('always audited began'), 2);
  });
}
