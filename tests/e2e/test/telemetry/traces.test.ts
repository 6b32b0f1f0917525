import { fileURLToPath } from 'node:url';
import { Client } from '@perdure/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkerOptions } from '@perdure/worker';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { trace } from '@opentelemetry/api';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as activities from './activities';
import { inSpan, recordSpans, type Recording } from './spans';
import { OWN_TREE } from './trees';
import type { order as orderWorkflow } from './workflows';

const taskQueue = 'traced';
const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Starts the order, asks it, renames it, lets it go, and waits for the run after it. */
async function placeOrder(client: Client): Promise<string> {
  const handle = await client.workflow.start<typeof orderWorkflow>('order', {
    taskQueue,
    workflowId: 'order-1',
    args: ['Ann'],
  });
  await waitFor(async () => (await handle.query<string>('state')) === 'waiting');
  await handle.executeUpdate<string, [string]>('rename', { args: ['Bob'] });
  await handle.signal('go');
  return await handle.result();
}

describe.each(['redis', 'memory'])('spans, on %s', (store) => {
  describe.each([undefined, 0])('with maxCachedWorkflows %s', (maxCachedWorkflows) => {
    let connection: NativeConnection;
    let recording: Recording | undefined;
    const address = store === 'redis' ? testRedisUrl : () => `memory://${freshNamespace()}`;

    beforeAll(async () => {
      if (!Runtime._instance) Runtime.install({ logger: new DefaultLogger('ERROR') });
      connection = await NativeConnection.connect({ address: address() });
    });
    afterEach(() => recording?.stop());
    afterAll(() => connection.close());

    async function during<T>(options: Partial<WorkerOptions>, run: (client: Client) => Promise<T>): Promise<T> {
      const namespace = freshNamespace();
      const workflowsPath = path('workflows/index.ts');
      const own = { connection, namespace, taskQueue, workflowsPath, activities, maxCachedWorkflows };
      const worker = await Worker.create({ ...own, ...options });
      return await worker.runUntil(() => run(new Client({ connection, namespace })));
    }

    it('are one tree, from the request to what it caused, without any configuration', async () => {
      recording = recordSpans();
      const result = await during({}, (client) => inSpan('request', () => placeOrder(client)));
      expect(result).toBe('second attempt for Bob');
      expect(recording.edges()).toEqual(OWN_TREE);
      expect(recording.traceIds().size).toBe(1);
      expect(recording.named('Timer')).toHaveLength(1);
      expect(recording.named('HandleSignal:go')).toHaveLength(1);
      expect(recording.named('RunWorkflow:order')).toHaveLength(2);
      expect(recording.named('RunActivity:failOnce')).toHaveLength(2);
      expect(recording.failed()).toEqual(['RunActivity:failOnce']);
      expect(recording.named('WorkflowTask:order')[0]?.attributes).toMatchObject({
        temporalWorkflowId: 'order-1',
        temporalTaskQueue: taskQueue,
      });
    });

    it('of a standalone activity begin with whoever started it', async () => {
      recording = recordSpans();
      await during({}, (client) =>
        inSpan('request', () =>
          client.activity.execute('greet', {
            id: 'greeting',
            taskQueue,
            args: ['Ann'],
            startToCloseTimeout: '5 seconds',
          }),
        ),
      );
      expect(recording.edges()).toEqual([
        'StartActivity:greet > RunActivity:greet',
        'request',
        'request > StartActivity:greet',
      ]);
      expect(recording.traceIds().size).toBe(1);
    });

    it('carry the trace in headers that user code does not see', async () => {
      recording = recordSpans();
      const seen: [string, string[]][] = [];
      const options: Partial<WorkerOptions> = {
        interceptors: {
          workflowModules: [path('workflows/interceptors.ts')],
          activity: [
            () => ({
              inbound: {
                async execute(input, next) {
                  seen.push(['activity', Object.keys(input.headers)]);
                  return await next(input);
                },
              },
            }),
          ],
        },
        sinks: {
          seen: { headers: { fn: (_info: unknown, where: string, names: string[]) => void seen.push([where, names]) } },
        },
      };
      await during(options, placeOrder);
      expect([...new Set(seen.map(([where]) => where))].sort()).toEqual(['activity', 'execute', 'handleSignal']);
      expect(seen.flatMap(([, names]) => names)).toEqual([]);
    });

    it('of user code in activities lie below the attempt', async () => {
      recording = recordSpans();
      const greet = (name: string): Promise<string> => inSpan('ask the database', async () => Promise.resolve(name));
      await during({ activities: { ...activities, greet } }, (client) =>
        client.workflow.execute('child', { taskQueue, workflowId: 'child-1', args: ['Ann'] }),
      );
      expect(recording.edges()).toContain('RunActivity:greet > ask the database');
    });

    it('are none without a provider, and headers stay empty', async () => {
      expect(trace.getTracer('application').startSpan('nothing').isRecording()).toBe(false);
      const headers = await during({}, async (client) => {
        const handle = await client.workflow.start('child', { taskQueue, workflowId: 'child-1', args: ['Ann'] });
        await handle.result();
        return JSON.stringify((await handle.fetchHistory()).events);
      });
      expect(headers).not.toContain('_perdure-trace');
    });
  });
});
