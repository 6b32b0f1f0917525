import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { makeWorkflowExporter, OpenTelemetryActivityInboundInterceptor } from '@temporalio/interceptors-opentelemetry';
import { NativeConnection, Worker, Runtime, DefaultLogger } from '@temporalio/worker';
import { startGreeting } from 'order-library';
import activities from './activities.cjs';

Runtime.install({ logger: new DefaultLogger('ERROR') });
const taskQueue = 'greetings';
const workflowInterceptor = process.argv[2];

const nativeConnection = await NativeConnection.connect();
const worker = await Worker.create({
  connection: nativeConnection,
  namespace: process.env.APP_NAMESPACE,
  taskQueue,
  activities,
  workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
  interceptors: {
    workflowModules: [workflowInterceptor, '@temporalio/interceptors-opentelemetry/lib/workflow'].filter(Boolean),
    activity: [(context) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(context) })],
  },
});
const connection = await Connection.connect();
const client = new Client({ connection, namespace: process.env.APP_NAMESPACE });
const result = await worker.runUntil(async () => (await startGreeting(client, taskQueue)).result());

const resolve = createRequire(import.meta.url).resolve;
const report = {
  result,
  oneClient: (await import('order-library')).clientClass() === Client,
  exporter: typeof makeWorkflowExporter,
  client: resolve('@temporalio/client'),
};
console.log(JSON.stringify(report));
await connection.close();
await nativeConnection.close();
