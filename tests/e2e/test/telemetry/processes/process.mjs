// One process of a traced application: a client that places an order, or a worker that carries it out. Says what came of
// it, and every span that it has ended, over IPC.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { Resource } from '@opentelemetry/resources';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { Client, Connection } from '@perdure/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@perdure/worker';

const { role, url, namespace, taskQueue, workflowsPath, aliasFolder, schedule } = JSON.parse(
  process.env.TRACED_PROCESS,
);

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register({ contextManager: new AsyncLocalStorageContextManager().enable() });

/** The published interceptors, when the test is about them. */
function plugins() {
  if (aliasFolder === undefined) return [];
  const { OpenTelemetryPlugin } = createRequire(join(aliasFolder, 'index.js'))(
    '@temporalio/interceptors-opentelemetry',
  );
  return [new OpenTelemetryPlugin({ resource: new Resource({}), spanProcessor: new SimpleSpanProcessor(exporter) })];
}

async function placeOrder(client) {
  const handle = await client.workflow.start('order', { taskQueue, workflowId: 'order-1', args: ['Ann'] });
  const state = aliasFolder === undefined ? 'waiting' : 'gone';
  while ((await handle.query('state')) !== state);
  await handle.executeUpdate('rename', { args: ['Bob'] });
  if (aliasFolder === undefined) await handle.signal('go');
  return handle.result();
}

async function beScheduled(client) {
  const action = { type: 'startWorkflow', workflowType: 'child', taskQueue, args: ['Ann'] };
  const handle = await client.schedule.create({
    scheduleId: 's',
    spec: {},
    action,
    state: { triggerImmediately: true },
  });
  const [{ action: started }] = (await handle.describe()).info.recentActions;
  return client.workflow.getHandle(started.workflow.workflowId).result();
}

/** Below a span of the application, with baggage that its activities read. */
async function beClient() {
  const connection = await Connection.connect({ address: url });
  const client = new Client({ connection, namespace, plugins: plugins() });
  const baggage = propagation.createBaggage({ tenant: { value: 'blå, och gul' } });
  const result = await trace.getTracer('application').startActiveSpan('request', async (span) => {
    const within = propagation.setBaggage(context.active(), baggage);
    const answer = await context.with(within, () => (schedule ? beScheduled(client) : placeOrder(client)));
    span.end();
    return answer;
  });
  const ids = schedule ? [] : ['order-1'];
  const histories = await Promise.all(ids.map((id) => client.workflow.getHandle(id).fetchHistory()));
  await connection.close();
  return { result, headers: JSON.stringify(histories) };
}

const tenants = [];
const tenant = () => propagation.getActiveBaggage()?.getEntry('tenant')?.value ?? 'nobody';
async function greet(name) {
  tenants.push(tenant());
  return `Hello, ${name}`;
}

async function beWorker() {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address: url });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowsPath,
    activities: { greet, failOnce: async (name) => `done for ${name} of ${tenant()}` },
    plugins: plugins(),
  });
  process.once('message', () => worker.shutdown());
  process.send({ ready: true });
  await worker.run();
  await connection.close();
  return { tenants };
}

const told = await (role === 'client' ? beClient() : beWorker());
const spans = exporter.getFinishedSpans().map((span) => ({
  name: span.name,
  traceId: span.spanContext().traceId,
  spanId: span.spanContext().spanId,
  parentSpanId: span.parentSpanId,
}));
process.send({ ...told, spans }, () => process.disconnect());
