import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createRequire } from 'node:module';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isSandboxLost, type WorkflowHost } from '@perdure/worker/lib/sandbox/index';
import { bundleFixture, completion, failureOf, fire, hostFor, start } from './support';

const require = createRequire(__filename);

describe('workflow threads', () => {
  let bundle: { code: string };
  let host: WorkflowHost;
  beforeAll(async () => {
    bundle = await bundleFixture({});
  });
  afterEach(() => host.close());

  const watched = async (options: Parameters<typeof hostFor>[1]) => {
    host = await hostFor(bundle, options);
    const lost: string[] = [];
    host.onLost((runIds) => void lost.push(...runIds));
    return lost;
  };

  it('ends an endless loop, reports its run and asks for the others again', async () => {
    const lost = await watched({ activationTimeoutMs: 200 });
    await host.activate(start('idle', 'time'));
    await host.activate(start('warm', 'time'));
    const [blocked, fresh, warm] = await Promise.all([
      host.activate(start('loop', 'blocks')),
      host.activate(start('fresh', 'counts')),
      host.activate(fire('warm')),
    ]);
    expect(failureOf(blocked).message).toMatch(/blocked the thread for more than 0.2 s: an endless loop/);
    expect(isSandboxLost(blocked)).toBe(false);
    expect(completion(fresh)).toBe(2);
    expect(isSandboxLost(warm)).toBe(true);
    expect(lost.sort()).toEqual(['idle', 'loop', 'warm']);
    expect(host.size).toBe(1);
    await host.activate(start('warm', 'time'));
    expect((await host.activate(fire('warm'))).status).toBe('ok');
  });

  it('names the run that loops in a later activation', async () => {
    const lost = await watched({ activationTimeoutMs: 200 });
    await host.activate(start('later', 'blocksLater'));
    await host.activate(start('other', 'time'));
    const results = await Promise.all([host.activate(fire('other')), host.activate(fire('later'))]);
    expect(failureOf(results[1]).message).toMatch(/endless loop/);
    expect(isSandboxLost(results[0])).toBe(true);
    expect(lost.sort()).toEqual(['later', 'other']);
  });

  it('turns a heap bomb into a failure of its run', async () => {
    const lost = await watched({ resourceLimits: { maxOldGenerationSizeMb: 48 } });
    await host.activate(start('idle', 'time'));
    expect(failureOf(await host.activate(start('bomb', 'eatsMemory'))).message).toMatch(
      /out of memory \(limit 48 MB\)/,
    );
    expect(lost.sort()).toEqual(['bomb', 'idle']);
    expect(completion(await host.activate(start('after', 'counts')))).toBe(2);
  });

  it('keeps a run on the thread that has it, and spreads runs over threads', async () => {
    await watched({ threads: 2, activationTimeoutMs: 300 });
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => host.activate(start(id, 'time'))));
    const results = await Promise.all(['a', 'b', 'c', 'd'].map((id) => host.activate(fire(id))));
    expect(results.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
    const [blocked, free] = await Promise.all([
      host.activate(start('e', 'blocks')),
      host.activate(start('f', 'counts')),
    ]);
    expect(blocked.status).toBe('failed');
    expect(completion(free)).toBe(2);
    expect(host.size).toBe(3);
  });

  it('answers what is under way when it is closed, and refuses what comes later', async () => {
    await watched({});
    const underWay = host.activate(start('loop', 'blocks'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await host.close();
    expect(isSandboxLost(await underWay)).toBe(true);
    await expect(host.activate(start('late', 'counts'))).rejects.toThrow(/closed/);
  });

  it('prefixes the console of a workflow and is silent on replay', async () => {
    const { stdout } = await inProcess(
      bundle.code,
      `
      await host.activate(start('talks'));
      await host.activate({ ...start('talks again'), isReplaying: true });`,
    );
    expect(stdout).toContain('[talks(wf-talks)] hello { a: 1 }');
    expect(stdout).not.toContain('talks again');
    host = await hostFor(bundle);
  });

  it('runs a prebuilt bundle without esbuild', async () => {
    const { stdout } = await inProcess(
      bundle.code,
      `
      const loaded = Object.keys(require.cache).filter((file) => /node_modules.(esbuild|typescript)/.test(file));
      console.log((await host.activate(start('x', 'counts'))).status, loaded.length);`,
    );
    expect(stdout).toContain('ok 0');
    host = await hostFor(bundle);
  });
});

/** Runs a few lines with a host of their own in another process. */
async function inProcess(code: string, lines: string): Promise<{ stdout: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-'));
  try {
    writeFileSync(join(folder, 'bundle.js'), code);
    const hostModule = require.resolve('@perdure/worker/lib/sandbox/index');
    const program = `
      const { createWorkflowHost } = require(${JSON.stringify(hostModule)});
      const start = (runId, workflowType = 'talks') => ({ runId, timestampMs: 0, isReplaying: false, jobs: [
        { kind: 'initializeWorkflow', info: { workflowType, workflowId: 'wf-' + runId }, args: [], header: {}, randomnessSeed: 'x' }] });
      (async () => {
        const host = await createWorkflowHost({ bundle: { code: require('fs').readFileSync(${JSON.stringify(join(folder, 'bundle.js'))}, 'utf8') },
          threads: 1, debugMode: false, showStackTraceSources: false, registeredActivities: [], workflowFailureErrorTypes: {} });
        ${lines}
        await host.close();
      })();`;
    return await promisify(execFile)(process.execPath, ['-e', program]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
