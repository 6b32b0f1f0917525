/**
 * Figures of the sandbox alone: `npx tsx compat/worker/test/sandbox/measure.ts [--real] [--inline]`.
 * --real uses the runtime of @perdure/workflow instead of the small one of the tests, --inline the main thread.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWith } from '@perdure/worker/lib/bundler/bundle';
import { findSharedPackages } from '@perdure/worker/lib/bundler/packages';
import type { WorkflowHost } from '@perdure/worker/lib/sandbox/index';
import { fire, hostFor, start, testPackages } from './support';

const RUNS = 500;
const STEPS = 40;

/** About 50 kB of user code: 200 functions, of which workflows use some. */
function userCode(): string {
  const helper = (i: number) => `
function helper${i}(order: { lines: { price: number; count: number }[]; discount?: number }): number {
  const total = order.lines.reduce((sum, line) => sum + line.price * line.count, ${i});
  return order.discount === undefined ? total : total * (1 - order.discount);
}`;
  const helpers = Array.from({ length: 200 }, (_, i) => helper(i)).join('\n');
  return `import { sleep } from '@temporalio/workflow';
export const helpers = () => [${Array.from({ length: 200 }, (_, i) => `helper${i}`).join(', ')}];
export async function steps(count: number): Promise<number> {
  for (let i = 0; i < count; i++) await sleep(1000);
  return count;
}
${helpers}`;
}

async function timed(label: string, count: number, work: () => Promise<unknown>): Promise<void> {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  const us = ((performance.now() - started) * 1000) / count;
  console.log(
    `${label.padEnd(44)} ${us.toFixed(1)} us each, CPU of both threads ${((user + system) / count).toFixed(1)} us`,
  );
}

async function measure(host: WorkflowHost): Promise<void> {
  for (const round of ['cold', 'warm', 'warm']) {
    const ids = Array.from({ length: RUNS }, (_, i) => `${round}-${i}`);
    await timed(`start, batches of ${RUNS} (${round})`, RUNS, () =>
      Promise.all(ids.map((id) => host.activate(start(id, 'steps', STEPS + 1)))),
    );
    await timed(`activation, batches of ${RUNS} (${round})`, RUNS * STEPS, async () => {
      for (let seq = 1; seq <= STEPS; seq++) {
        const results = await Promise.all(ids.map((id) => host.activate(fire(id, seq))));
        if (results.some(({ status }) => status !== 'ok')) throw new Error(JSON.stringify(results[0]));
      }
    });
    await timed(`evict, batches of ${RUNS} (${round})`, RUNS, () => Promise.all(ids.map((id) => host.evict(id))));
  }
  await host.activate(start('alone', 'steps', 2000));
  await timed('activation, one at a time', 1000, async () => {
    for (let seq = 1; seq <= 1000; seq++) await host.activate(fire('alone', seq));
  });
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(__dirname, 'measure-'));
  try {
    writeFileSync(join(folder, 'workflows.ts'), userCode());
    const real = process.argv.includes('--real');
    const bundling = performance.now();
    const bundle = await bundleWith(
      { workflowsPath: join(folder, 'workflows.ts') },
      real ? findSharedPackages() : testPackages,
    );
    console.log(`bundling ${(performance.now() - bundling).toFixed(0)} ms`);
    const starting = performance.now();
    const host = await hostFor(bundle, { debugMode: process.argv.includes('--inline') });
    console.log(`host ready after ${(performance.now() - starting).toFixed(0)} ms`);
    await measure(host);
    await host.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
