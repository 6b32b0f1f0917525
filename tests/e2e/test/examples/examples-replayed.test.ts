import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { DefaultLogger, Runtime, Worker, type ReplayWorkerOptions } from '@perdure/worker';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { examples, type ExampleName } from '../../../../examples/dist/examples.js';
import { collect, decoded, refusedByOurs, replayOptions, type Made } from './histories';

/** Have a namespace, an environment or a tracer of their own, functions instead of files, or no workflow at all. */
const ELSEWHERE: readonly ExampleName[] = [
  'envconfig',
  'testing',
  'standalone-activities',
  'tracing',
  'meshflow',
  'service-mesh',
  'user-directory',
  'mesh-and-workflows',
];
const names = (Object.keys(examples) as ExampleName[]).filter((name) => !ELSEWHERE.includes(name));
const script = fileURLToPath(new URL('./replay-child.mjs', import.meta.url));
const TIMEOUT_MS = 170_000;

describe('histories that the examples leave behind', () => {
  const workers = new Map<string, ReplayWorkerOptions>();
  let made: ReadonlyMap<string, Made>;

  beforeAll(async () => {
    const namespace = freshNamespace('examples');
    process.env['PERDURE_REDIS_URL'] = testRedisUrl();
    process.env['TEMPORAL_NAMESPACE'] = namespace;
    Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
    const create = Worker.create.bind(Worker);
    vi.spyOn(Worker, 'create').mockImplementation((options) => {
      workers.set(options.taskQueue, replayOptions(options));
      return create(options);
    });
    await Promise.all(names.map(async (name) => (await examples[name]()).main(() => undefined)));
    made = await collect(namespace, workers);
  }, 60_000);

  it('are there, of every worker', () => {
    expect([...made.keys()].sort()).toEqual([...workers.keys()].sort());
  });

  it('are replayed by ours', { timeout: 60_000 }, async () => {
    for (const one of made.values()) expect(await refusedByOurs(one)).toEqual([]);
  });

  it("are replayed by Temporal's own replayer", { timeout: TIMEOUT_MS }, async () => {
    const jobs = await Promise.all([...made.values()].map(forTheOriginal));
    const said = await replayForReal(jobs);
    expect(said.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(said).toHaveLength([...made.values()].flatMap(({ runs }) => runs).length);
  });
});

async function forTheOriginal({ options, runs }: Made): Promise<Made> {
  const codecs = options.dataConverter?.payloadCodecs ?? [];
  const histories = runs.map(async (run) => ({ ...run, history: (await decoded(run.history, codecs)) as object }));
  return { options, runs: await Promise.all(histories) };
}

function replayForReal(jobs: readonly Made[]): Promise<{ runId: string; error?: string }[]> {
  return new Promise((resolve, reject) => {
    const options = { timeout: TIMEOUT_MS, killSignal: 'SIGKILL', maxBuffer: 64 << 20 } as const;
    const child = execFile(process.execPath, [script], options, (error, stdout, stderr) => {
      if (error || stderr.includes('panicked at')) reject(new Error(`The replayer stopped: ${stderr.slice(-4_000)}`));
      else
        resolve(
          stdout
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as { runId: string; error?: string }),
        );
    });
    child.stdin?.end(JSON.stringify(jobs));
  });
}
