import { join } from 'node:path';
import type { Activation, ActivationResult, Job } from '@perdure/engine';
import { bundleWorkflowCode } from '@perdure/worker/lib/bundler/index';
import type { WorkflowBundle } from '@perdure/worker/lib/bundler/options';
import type { WorkflowHost } from '@perdure/worker/lib/sandbox/index';
import { isSandboxLost } from '@perdure/worker/lib/sandbox/lost';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordingLogger } from '../support/fakes';
import { activation, completion, failureOf, fire, fixtures, hostFor, start } from './support';

describe('the sandbox with the workflow runtime', () => {
  let host: WorkflowHost;
  let bundle: WorkflowBundle;
  beforeAll(async () => {
    bundle = await bundleWorkflowCode({ workflowsPath: join(fixtures, 'real'), logger: recordingLogger() });
    host = await hostFor(bundle, { showStackTraceSources: true });
  });
  afterAll(() => host.close());

  it('shares classes, wherever user code imports them from', async () => {
    expect(completion(await host.activate(start('identities', 'identities')))).toEqual([true, true, true, true, true]);
  });

  it('gives each run time, random numbers and module state of its own', async () => {
    const once = async (runId: string) => {
      await host.activate(start(runId, 'deterministic'));
      const result = completion(await host.activate(fire(runId)));
      await host.evict(runId);
      return result;
    };
    const first = await once('a');
    expect(await once('a')).toEqual(first);
    expect(await once('b')).not.toEqual(first);
  });

  it('makes no log line that nobody would hear', async () => {
    const quiet = await hostFor(bundle, { leastLogLevel: 'INFO', debugMode: true });
    const sinkCalls = async (on: WorkflowHost) => (await on.activate(start('logs', 'deterministic'))).sinkCalls.length;
    expect(await sinkCalls(host)).toBeGreaterThan(0);
    expect(await sinkCalls(quiet)).toBe(0);
    await quiet.close();
  });

  it('fails the task of a run that forgot a rejected promise', async () => {
    const result = await host.activate(start('forgets', 'forgets'));
    expect(failureOf(result)).toMatchObject({ message: 'Unhandled Promise rejection: Error: nobody waits for this' });
  });

  it('shows where a workflow waits, with source text, once it has been replayed for that', async () => {
    await host.activate(start('waits', 'waits'));
    expect(isSandboxLost(await host.activate(stackQuery('waits', '__stack_trace')))).toBe(true);
    await host.evict('waits');
    await host.activate(start('waits', 'waits'));
    const enhanced = await query(host, 'waits', '__enhanced_stack_trace');
    const file = join(fixtures, 'real/index.ts');
    expect(Object.keys(enhanced.sources)).toContain(file);
    expect(enhanced.sources[file]?.[0]?.content).toContain('export async function waits');
  });

  it('frees what a run has used', async () => {
    for (let i = 0; i < 2000; i++) {
      await Promise.all([host.activate(start(`free-${i}`, 'stores')), host.evict(`free-${i - 1}`)]);
    }
    await host.evict('free-1999');
    expect(host.size).toBeLessThan(10);
  });
});

interface EnhancedAnswer {
  sources: Record<string, { content: string }[]>;
}

function stackQuery(runId: string, name: string): Activation {
  const job: Job = { kind: 'queryWorkflow', queryId: 'q', name, args: [], header: {} };
  return activation(runId, [job]);
}

async function query(host: WorkflowHost, runId: string, name: string): Promise<EnhancedAnswer> {
  const result: ActivationResult = await host.activate(stackQuery(runId, name));
  const command = result.status === 'ok' ? result.commands[0] : undefined;
  if (command?.kind !== 'queryResponse' || !('result' in command.answer)) throw new Error(JSON.stringify(result));
  return JSON.parse(command.answer.result[0]?.data ?? 'null') as EnhancedAnswer;
}
