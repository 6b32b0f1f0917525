import { fileURLToPath } from 'node:url';
import { SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { Resource } from '@opentelemetry/resources';
import { Client, type ClientPlugin } from '@perdure/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, type LogEntry, type WorkerPlugin } from '@perdure/worker';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import type * as published from '@temporalio/interceptors-opentelemetry';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as activities from '../activities';
import { inSpan, recordSpans, type Recording } from '../spans';
import { PUBLISHED_TREE } from '../trees';
import { aliasProject, type AliasProject } from './alias-project';
import type { order as orderWorkflow } from './workflows';

const taskQueue = 'published';
const workflowsPath = fileURLToPath(new URL('workflows.ts', import.meta.url));

describe.each([undefined, 0])('@temporalio/interceptors-opentelemetry, with maxCachedWorkflows %s', (cached) => {
  const entries: LogEntry[] = [];
  let connection: NativeConnection;
  let project: AliasProject;
  let recording: Recording | undefined;

  beforeAll(async () => {
    project = aliasProject(['plugin', 'interceptors-opentelemetry']);
    if (!Runtime._instance) Runtime.install({ logger: new DefaultLogger('WARN', (entry) => entries.push(entry)) });
    connection = await NativeConnection.connect({ address: testRedisUrl() });
  });
  afterEach(() => recording?.stop());
  afterAll(async () => {
    project.remove();
    await connection.close();
  });

  it('give one trace from the client to the activity, and nothing of it twice', async () => {
    recording = recordSpans();
    const { OpenTelemetryPlugin } = project.require('@temporalio/interceptors-opentelemetry') as typeof published;
    const plugin = new OpenTelemetryPlugin({
      resource: new Resource({}),
      spanProcessor: new SimpleSpanProcessor(recording.exporter),
    });
    const plugins = [plugin as unknown as WorkerPlugin & ClientPlugin];
    const namespace = freshNamespace();
    const options = {
      connection,
      namespace,
      taskQueue,
      workflowsPath,
      activities,
      maxCachedWorkflows: cached,
      plugins,
    };
    const worker = await Worker.create(options);
    const { workflow } = new Client({ connection, namespace, plugins });
    const result = await worker.runUntil(() =>
      inSpan('request', async () => {
        const startOptions = { taskQueue, workflowId: 'order-1', args: ['Ann'] as [string] };
        const handle = await workflow.start<typeof orderWorkflow>('order', startOptions);
        await waitFor(async () => (await handle.query<string>('state')) === 'gone');
        await handle.executeUpdate<string, [string]>('rename', { args: ['Bob'] });
        return await handle.result();
      }),
    );
    expect(result).toBe('Bob');
    expect(recording.edges()).toEqual(PUBLISHED_TREE);
    expect(recording.traceIds().size).toBe(1);
    expect(recording.named('StartActivity:greet')).toHaveLength(2);
    expect(recording.named('RunActivity:greet')).toHaveLength(2);
    expect(recording.named('RunWorkflow:order')).toHaveLength(2);
    expect(recording.named('HandleSignal:go')).toHaveLength(1);
    expect(recording.named('RunWorkflow:order')[0]?.attributes).toMatchObject({ workflowId: 'order-1', namespace });
    expect(recording.failed()).toEqual([]);
  });

  it('its modules run in the sandbox with ours behind every import', () => {
    const flags = project.require('@temporalio/workflow/lib/flags') as { SdkFlags: object };
    expect(flags.SdkFlags).toHaveProperty('OpenTelemetryInterceporsAvoidsExtraYields');
    const { getActivator } = project.require('@temporalio/workflow/lib/global-attributes') as { getActivator(): void };
    expect(getActivator).toThrow('Workflow uninitialized');
    const facade = project.require('@temporalio/client') as { Client: unknown };
    expect(facade.Client).toBe(Client);
  });
});
