import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowHost } from '@perdure/worker/lib/sandbox/index';
import { activation, bundleFixture, completion, failureOf, fire, hostFor, start } from './support';

describe.each([{ debugMode: false }, { debugMode: true }])('a sandbox with $debugMode debug mode', ({ debugMode }) => {
  let host: WorkflowHost;
  beforeAll(async () => {
    host = await hostFor(await bundleFixture({}), { debugMode });
  });
  afterAll(() => host.close());

  it('shares the classes of the common package between user code and runtime', async () => {
    expect(completion(await host.activate(start('identities', 'identities')))).toEqual([true, true, true, true]);
  });

  it('gives each run module state of its own', async () => {
    const results = await Promise.all(['a', 'b', 'c'].map((id) => host.activate(start(`counts-${id}`, 'counts'))));
    expect(results.map(completion)).toEqual([2, 2, 2]);
  });

  it('answers with deterministic time and random numbers', async () => {
    const first = await runTimed(host, 'time-1');
    await host.evict('time-1');
    expect(await runTimed(host, 'time-1')).toEqual(first);
    expect(first.slice(0, 2)).toEqual([1000, '1970-01-01T00:00:01.000Z']);
    expect(first[4]).toBe(2000);
    expect((await runTimed(host, 'time-2'))[2]).not.toBe(first[2]);
  });

  it('keeps new globals of a run, and hides them from others', async () => {
    await Promise.all(['l1', 'l2', 'p'].map((id) => host.activate(start(id, id === 'p' ? 'plain' : 'leaks', id))));
    const [l1, p, l2] = await Promise.all([
      host.activate(fire('l1')),
      host.activate(fire('p')),
      host.activate(fire('l2')),
    ]);
    expect(completion(l1)).toEqual(['undefined', 'undefined', 'function', 'l1', 'l1', 'Replaced']);
    expect(completion(l2)).toEqual(['undefined', 'undefined', 'function', 'l2', 'l2', 'Replaced']);
    expect(completion(p)).toEqual(['undefined', 'undefined', 'Set']);
  });

  it('freezes shared modules and the values of globals', async () => {
    const result = completion(await host.activate(start('freezes', 'freezes')));
    expect(result).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
  });

  it('names source files in stacks', async () => {
    await host.activate(start('fails', 'fails'));
    const { message, stackTrace } = failureOf(await host.activate(fire('fails')));
    expect(message).toBe('from a source file');
    expect(stackTrace).toMatch(/at explode \(.*fixtures\/workflows\/lib\/format\.ts:7:9\)/);
    expect(stackTrace).toMatch(/at fails \(.*fixtures\/workflows\/index\.ts:\d+:\d+\)/);
    expect(stackTrace).not.toContain('workflow-bundle.js');
  });

  it('fails only the run that forgot a rejected promise', async () => {
    const runs = ['counts', 'forgets', 'handlesLate', 'forgets', 'counts'].map((type, i) =>
      start(`rejections-${i}`, type),
    );
    const results = await Promise.all(runs.map((run) => host.activate(run)));
    expect(results.map(({ status }) => status)).toEqual(['ok', 'failed', 'ok', 'failed', 'ok']);
    expect(failureOf(results[1]!).message).toContain('nobody waits for this');
  });

  it('checks conditions until nothing unblocks', async () => {
    await host.activate(start('waits', 'waits'));
    const signal = (signalName: string) => ({ kind: 'signalWorkflow', signalName, args: [], header: {} }) as const;
    expect(await host.activate(activation('waits', [signal('a')]))).toEqual({
      status: 'ok',
      commands: [],
      sinkCalls: [],
    });
    expect(completion(await host.activate(activation('waits', [signal('b')])))).toEqual(['a', 'b']);
  });

  it('offers the host objects of the sandbox, of its own realm', async () => {
    expect(completion(await host.activate(start('hosts', 'hosts')))).toEqual([
      'https://example.com/a?x=1&y=2',
      true,
      true,
      'grüße',
      true,
      [true, 'TypeError'],
      [true, 'AssertionError'],
      ['abort'],
      true,
    ]);
  });

  it('hands out sink calls as data', async () => {
    const { sinkCalls } = await host.activate(start('sinks', 'sinks'));
    const [date, map] = sinkCalls[0]!.args;
    expect((date as Date).getTime()).toBe(5);
    expect((map as Map<number, bigint>).get(1)).toBe(2n);
  });

  it('runs a batch of many activations, answered in order', async () => {
    const ids = Array.from({ length: 500 }, (_, i) => `batch-${i}`);
    const results = await Promise.all(ids.map((id) => host.activate(start(id, 'counts'))));
    expect(new Set(results.map(completion))).toEqual(new Set([2]));
    await Promise.all(ids.map((id) => host.evict(id)));
  });

  it('answers an activation of a run it does not have with a request to replay it', async () => {
    expect(failureOf(await host.activate(fire('unknown'))).message).toMatch(/has to be replayed/);
    await host.evict('unknown');
  });

  it('starts a run anew when its first activation comes again', async () => {
    await host.activate(start('again', 'time'));
    const before = host.size;
    await host.activate(start('again', 'time'));
    expect(host.size).toBe(before);
    await host.evict('again');
    expect(host.size).toBe(before - 1);
  });
});

async function runTimed(host: WorkflowHost, runId: string): Promise<unknown[]> {
  await host.activate(start(runId, 'time'));
  return completion(await host.activate(fire(runId))) as unknown[];
}
