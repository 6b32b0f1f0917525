import { fileURLToPath } from 'node:url';
import { Client, Connection, type ClientPlugin, type ConnectionPlugin } from '@perdure/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type BundlerPlugin,
  type NativeConnectionPlugin,
  type WorkerPlugin,
} from '@perdure/worker';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import type * as published from '@temporalio/plugin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aliasProject, type AliasProject } from '../telemetry/published/alias-project';
import * as activities from './activities';

const taskQueue = 'plugins';
const workflowsPath = fileURLToPath(new URL('workflows.ts', import.meta.url));
type AnyPlugin = WorkerPlugin & ClientPlugin & BundlerPlugin & ConnectionPlugin & NativeConnectionPlugin;

beforeAll(() => {
  if (!Runtime._instance) Runtime.install({ logger: new DefaultLogger('ERROR') });
});

describe('plugins', () => {
  const calls: string[] = [];
  /** Notes everything it is asked. */
  const plugin = (name: string): AnyPlugin => ({
    name,
    configureConnection: (options) => (calls.push(`${name} connection`), options),
    configureNativeConnection: (options) => (calls.push(`${name} native connection`), options),
    configureClient: (options) => (calls.push(`${name} client`), options),
    configureWorker: (options) => (calls.push(`${name} worker`), options),
    configureBundler: (options) => (calls.push(`${name} bundler`), options),
    async runWorker(worker, next) {
      calls.push(`${name} run`);
      await next(worker);
      calls.push(`${name} ran`);
    },
  });

  it('are asked in order, those of the connection last, and run around the worker', async () => {
    const namespace = freshNamespace();
    const [first, second, third] = [plugin('first'), plugin('second'), plugin('connection')];
    const connection = await NativeConnection.connect({ address: testRedisUrl(), plugins: [third] });
    const plugins = [first, second];
    const worker = await Worker.create({ connection, namespace, taskQueue, workflowsPath, activities, plugins });
    new Client({ connection: connection, namespace, plugins });
    await worker.runUntil(Promise.resolve());
    await connection.close();
    const each = (what: string): string[] => ['first', 'second', 'connection'].map((name) => `${name} ${what}`);
    expect(calls.splice(0)).toEqual([
      'connection native connection',
      ...each('worker'),
      ...each('bundler'),
      ...each('client'),
      ...each('run'),
      ...each('ran').reverse(),
    ]);
  });

  it('configure connections of clients and bundles made beforehand', async () => {
    const connection = await Connection.connect({ address: testRedisUrl(), plugins: [plugin('a'), plugin('b')] });
    await connection.close();
    const logger = new DefaultLogger('ERROR');
    await bundleWorkflowCode({ workflowsPath, logger, plugins: [plugin('a'), plugin('b')] });
    expect(calls.splice(0)).toEqual(['a connection', 'b connection', 'a bundler', 'b bundler']);
  });
});

describe('SimplePlugin of @temporalio/plugin', () => {
  let project: AliasProject;
  beforeAll(() => (project = aliasProject(['plugin'])));
  afterAll(() => project.remove());

  it('brings workflows, activities, interceptors and a context to run in', async () => {
    const { SimplePlugin } = project.require('@temporalio/plugin') as typeof published;
    const seen: string[] = [];
    const simple = new SimplePlugin({
      name: 'example.simple',
      workflowsPath,
      activities,
      workerInterceptors: {
        activity: [
          () => ({
            inbound: {
              async execute(input, next) {
                seen.push('activity');
                return await next(input);
              },
            },
          }),
        ],
      },
      clientInterceptors: {
        workflow: [
          {
            async startWithDetails(input, next) {
              seen.push('start');
              return await next(input);
            },
          },
        ],
      },
      async runContext(next) {
        seen.push('runs');
        await next();
        seen.push('ran');
      },
    });
    const plugins = [simple as unknown as AnyPlugin];
    const namespace = freshNamespace();
    const connection = await NativeConnection.connect({ address: testRedisUrl() });
    const worker = await Worker.create({ connection, namespace, taskQueue, plugins });
    const { workflow } = new Client({ connection: connection, namespace, plugins });
    const result = await worker.runUntil(() => workflow.execute('talks', { taskQueue, workflowId: 'talks' }));
    await connection.close();
    expect(result).toBe('said');
    expect(seen).toEqual(['runs', 'start', 'activity', 'ran']);
  });
});
