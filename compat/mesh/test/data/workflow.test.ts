/** What workflow functions of MeshFlow can do with records, events and traces. */
import { MeshFlow } from '@perdure/mesh';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, expect, it } from 'vitest';

const namespace = freshNamespace('mesh-records');
const connection = testRedisUrl();
const client = new MeshFlow.Client({ connection });
const taskQueue = 'records';
const exporter = new InMemorySpanExporter();

const workflows = {
  async enriches(): Promise<(string | undefined)[]> {
    const before = await MeshFlow.workflow.search();
    const seeded = await before.get('seed');
    await MeshFlow.workflow.enrich({ seed: 'changed', more: 1 });
    return [seeded, ...(await before.mget('seed', 'more'))];
  },
  async parent(): Promise<(string | undefined)[]> {
    return await MeshFlow.workflow.execChild({
      workflowName: 'enriches',
      taskQueue,
      args: [],
      search: { data: { seed: 'by parent' } },
    });
  },
  async tells(value: number): Promise<boolean[]> {
    const told = await MeshFlow.workflow.emit({ 'order.paid': { value }, 'other.topic': null });
    const traced = await MeshFlow.workflow.trace({ value, kind: 'paid' });
    await MeshFlow.workflow.sleepFor('10 ms');
    return [told, traced];
  },
  async repeats(): Promise<string> {
    try {
      await MeshFlow.workflow.emit({ a: 1 }, { once: false as true });
      return 'not reached';
    } catch (error) {
      return (error as Error).message;
    }
  },
};

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register({ contextManager: new AsyncLocalStorageContextManager().enable() });
  await MeshFlow.Worker.create({ connection, namespace, taskQueue, workflow: workflows });
});
afterAll(async () => {
  await MeshFlow.shutdown();
  trace.disable();
  context.disable();
});

async function run<T>(
  workflowName: string,
  args: unknown[] = [],
  search?: { data: Record<string, unknown> },
): Promise<T> {
  const handle = await client.workflow.start<T>({ workflowName, taskQueue, args, namespace, search });
  return await handle.result();
}

it('a workflow begins with the fields of its start, and enriches them', async () => {
  expect(await run('enriches', [], { data: { seed: 'by start' } })).toEqual(['by start', 'changed', '1']);
  expect(await run('enriches')).toEqual([null, 'changed', '1']);
});

it('a child begins with the fields that its parent gives it', async () => {
  expect(await run('parent')).toEqual(['by parent', 'changed', '1']);
});

it('events reach those who listen, by topic and namespace', async () => {
  const heard: unknown[] = [];
  const stop = await client.subscribe('order.paid', (data, topic) => heard.push([topic, data]), namespace);
  const elsewhere = await client.subscribe('order.paid', () => heard.push('elsewhere'), 'default');
  expect(await run('tells', [7])).toEqual([true, true]);
  await waitFor(() => heard.length > 0);
  await stop();
  await run('tells', [8]);
  expect(heard).toEqual([['order.paid', { value: 7 }]]);
  await elsewhere();
});

it('a trace has the span that a workflow adds, once', async () => {
  exporter.reset();
  await run('tells', [9]);
  const spans = exporter.getFinishedSpans().filter(({ name }) => name === 'Trace:tells');
  expect(spans).toHaveLength(1);
  expect(spans[0]?.attributes).toMatchObject({ value: 9, kind: 'paid' });
  expect(spans[0]?.parentSpanId).toBeDefined();
});

it('what would repeat at every replay is refused', async () => {
  expect(await run('repeats')).toContain('once: false would repeat itself');
});
