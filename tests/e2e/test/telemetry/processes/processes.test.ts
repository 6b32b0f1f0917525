/** Traces over real processes: a client and a worker that share nothing but Redis. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freshNamespace, onProcessEnd, testRedisUrl } from '@perdure/testkit';
import { expect, it } from 'vitest';
import { aliasProject } from '../published/alias-project';
import { edgesOf, type SpanPlace } from '../spans';
import { OWN_TREE, PUBLISHED_TREE } from '../trees';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

interface Setting {
  readonly workflowsPath: string;
  readonly aliasFolder?: string;
  /** The client has a schedule start the workflow. */
  readonly schedule?: boolean;
}

interface Told {
  readonly ready?: true;
  readonly result?: string;
  readonly headers?: string;
  readonly tenants?: readonly string[];
  readonly spans?: readonly (SpanPlace & { readonly traceId: string })[];
}

/** What an order comes to, told by both processes. */
async function traced(setting: Setting, env: NodeJS.ProcessEnv = {}): Promise<{ client: Told; worker: Told }> {
  const shared = { url: testRedisUrl(), namespace: freshNamespace('traced'), taskQueue: 'traced', ...setting };
  const worker = start({ role: 'worker', ...shared }, env);
  await worker.hears('ready');
  const client = await start({ role: 'client', ...shared }, env).hears('spans');
  worker.stop();
  return { client, worker: await worker.hears('spans') };
}

function start(options: object, env: NodeJS.ProcessEnv) {
  const child = fork(path('process.mjs'), {
    env: { ...process.env, ...env, TRACED_PROCESS: JSON.stringify(options) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const told: Told[] = [];
  let stderr = '';
  let heard = (): void => undefined;
  child.on('message', (message: Told) => void (told.push(message), heard()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.once(
    'exit',
    onProcessEnd(() => child.kill('SIGKILL')),
  );
  child.once('exit', () => heard());
  const hears = async (what: keyof Told): Promise<Told> => {
    for (;;) {
      const found = told.find((one) => one[what] !== undefined);
      if (found) return found;
      if (child.exitCode !== null) throw new Error(`The process ended without its ${what}:\n${stderr}`);
      await new Promise<void>((resolve) => (heard = resolve));
    }
  };
  return { hears, stop: () => child.send('stop') };
}

const spansOf = ({ client, worker }: { client: Told; worker: Told }) => [...client.spans!, ...worker.spans!];
const traceIds = (spans: ReturnType<typeof spansOf>): number => new Set(spans.map(({ traceId }) => traceId)).size;

it('the spans of a client and of a worker are one trace, and baggage reaches the activities', async () => {
  const told = await traced({ workflowsPath: path('../workflows/index.ts') });
  expect(told.client.result).toBe('done for Bob of blå, och gul');
  expect(told.worker.tenants).toEqual(['blå, och gul', 'blå, och gul']);
  const spans = spansOf(told);
  expect(edgesOf(spans)).toEqual(OWN_TREE);
  expect(traceIds(spans)).toBe(1);
  expect(told.client.spans!.map(({ name }) => name)).not.toContain('WorkflowTask:order');
});

it('so they are with the published interceptors', async () => {
  const project = aliasProject(['plugin', 'interceptors-opentelemetry']);
  try {
    const setting = { workflowsPath: path('../published/workflows.ts'), aliasFolder: project.folder };
    const told = await traced(setting);
    expect(told.client.result).toBe('Bob');
    expect(told.worker.tenants).toEqual(['blå, och gul', 'blå, och gul']);
    const spans = spansOf(told);
    expect(edgesOf(spans)).toEqual(PUBLISHED_TREE);
    expect(traceIds(spans)).toBe(1);
  } finally {
    project.remove();
  }
});

it('with PERDURE_TRACING=off there are the spans of the application only, and nothing travels', async () => {
  const told = await traced({ workflowsPath: path('../workflows/index.ts') }, { PERDURE_TRACING: 'off' });
  expect(told.client.result).toBe('done for Bob of nobody');
  expect(spansOf(told).map(({ name }) => name)).toEqual(['request']);
  expect(told.client.headers).toContain('failOnce');
  expect(told.client.headers).not.toContain('_perdure-trace');
});

it('a run that a schedule starts begins traces of its own, as with Temporal', async () => {
  const told = await traced({ workflowsPath: path('../workflows/index.ts'), schedule: true });
  expect(told.client.result).toBe('Hello, Ann');
  const spans = spansOf(told);
  expect(edgesOf(spans)).toEqual([
    'RunWorkflow:child',
    'WorkflowTask:child',
    'WorkflowTask:child > RunActivity:greet',
    'request',
  ]);
  const [request] = spans.filter(({ name }) => name === 'request');
  expect(spans.filter(({ traceId }) => traceId === request?.traceId)).toEqual([request]);
  expect(told.worker.tenants).toEqual(['nobody']);
});
