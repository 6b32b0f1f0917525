/** Environments as such: apart from each other, made and removed in every way. */
import { Client, Connection, NotSupportedError, WorkflowNotFoundError } from '@perdure/client';
import { TestWorkflowEnvironment, TimeSkippingWorkflowClient } from '@perdure/testing';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { NativeConnection } from '@perdure/worker';
import { msToTs } from '@temporalio/common/lib/time';
import { Redis } from 'ioredis';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorker, DAY_MS, quietRuntime, start, TASK_QUEUE } from './support/setting';
import type * as workflows from './support/workflows';

const made: TestWorkflowEnvironment[] = [];

async function keep(env: Promise<TestWorkflowEnvironment>): Promise<TestWorkflowEnvironment> {
  made.push(await env);
  return await env;
}

beforeAll(quietRuntime);
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(made.splice(0).map((env) => env.teardown()));
});

async function greeted(env: TestWorkflowEnvironment, name: string): Promise<string> {
  const worker = await createWorker(env, { activities: { greet: async () => `${name} greets` } });
  const options = { ...start(), args: [name] };
  return await worker.runUntil(async () => {
    const handle = await env.client.workflow.start('activityBetweenTimers', options);
    return env.supportsTimeSkipping ? ((await handle.result()) as string) : handle.workflowId;
  });
}

describe('time-skipping environments', () => {
  it('side by side, on one task queue, do not meet, and each has its own time', async () => {
    const [a, b] = await Promise.all([
      keep(TestWorkflowEnvironment.createTimeSkipping()),
      keep(TestWorkflowEnvironment.createTimeSkipping()),
    ]);
    expect(await Promise.all([greeted(a, 'Ann'), greeted(b, 'Ben')])).toEqual(['Ann greets', 'Ben greets']);
    await a.sleep('1000 days');
    expect((await a.currentTimeMs()) - (await b.currentTimeMs())).toBeGreaterThan(900 * DAY_MS);
  });

  it('start at the time of this machine', async () => {
    const beforeMs = Date.now();
    const env = await keep(TestWorkflowEnvironment.createTimeSkipping());
    expect(await env.currentTimeMs()).toBeGreaterThanOrEqual(beforeMs);
    expect(await env.currentTimeMs()).toBeLessThan(beforeMs + DAY_MS);
  });

  it('have the members of the original', async () => {
    const env = await keep(TestWorkflowEnvironment.createTimeSkipping({ client: { identity: 'tester' } }));
    expect(env).toMatchObject({
      supportsTimeSkipping: true,
      namespace: undefined,
      connectionOptions: {},
      options: { server: { type: 'time-skipping' }, client: { identity: 'tester' }, plugins: [] },
    });
    expect(env.client.workflow).toBeInstanceOf(TimeSkippingWorkflowClient);
    expect(env.workflowClient).toBe(env.client.workflow);
    expect(env.asyncCompletionClient).toBe(env.client.activity);
    expect(env.client.options.identity).toBe('tester');
    expect(env.nativeConnection).toBeInstanceOf(NativeConnection);
  });

  it('are found by other connections through their address', async () => {
    const env = await keep(TestWorkflowEnvironment.createTimeSkipping());
    const options = start();
    await env.client.workflow.start('stays', options);
    const connection = await Connection.connect({ address: env.address, ...env.connectionOptions });
    const other = new Client({ connection, namespace: env.namespace });
    expect((await other.workflow.getHandle(options.workflowId).describe()).status.name).toBe('RUNNING');
    await connection.close();
  });

  it('answer the calls of the test service for their time', async () => {
    const { connection, client } = await keep(TestWorkflowEnvironment.createTimeSkipping());
    const service = connection.testService as unknown as Record<string, (request: object) => Promise<object>>;
    const before = (await service.getCurrentTime!({})) as { time: { seconds: { toNumber(): number } } };
    await service.unlockTimeSkippingWithSleep!({ duration: msToTs('1 day') });
    const after = (await service.getCurrentTime!({})) as typeof before;
    expect(after.time.seconds.toNumber() - before.time.seconds.toNumber()).toBeGreaterThanOrEqual(86_400);
    expect(() => new TimeSkippingWorkflowClient({ connection: client.connection })).not.toThrow();
  });

  it('keep closed executions however much time is skipped', async () => {
    const env = await keep(TestWorkflowEnvironment.createTimeSkipping());
    const worker = await createWorker(env);
    await worker.runUntil(async () => {
      const options = start();
      await env.client.workflow.execute('clock', options);
      await env.sleep('2 years');
      const handle = env.client.workflow.getHandle<typeof workflows.clock>(options.workflowId);
      expect(await handle.result()).toBeGreaterThan(0);
    });
  });

  it('pass plugins to their connections and through them to the client', async () => {
    const seen: string[] = [];
    const plugin = {
      name: 'seen',
      configureConnection: <T>(options: T) => (seen.push('connection'), options),
      configureNativeConnection: <T>(options: T) => (seen.push('native'), options),
      configureClient: <T>(options: T) => (seen.push('client'), options),
    };
    await keep(TestWorkflowEnvironment.createTimeSkipping({ plugins: [plugin] }));
    expect(seen.sort()).toEqual(['client', 'connection', 'native']);
  });
});

it('a client that skips time needs a connection that can', async () => {
  const connection = await Connection.connect({ address: `memory://${freshNamespace()}` });
  expect(() => new TimeSkippingWorkflowClient({ connection })).toThrow(
    /TestService must be present when creating a TimeSkippingWorkflowClient/,
  );
  await connection.close();
});

describe.each([
  ['in this process', () => ''],
  ['on Redis', testRedisUrl],
])('local environments %s', (_where, url) => {
  it('run in real time, apart from each other', async () => {
    vi.stubEnv('PERDURE_REDIS_URL', url());
    const create = () => keep(TestWorkflowEnvironment.createLocal({ server: { namespace: 'team' } }));
    const [a, b] = await Promise.all([create(), create()]);
    expect(a).toMatchObject({ supportsTimeSkipping: false, namespace: 'team' });
    const beforeMs = Date.now();
    expect(await a.currentTimeMs()).toBeGreaterThanOrEqual(beforeMs);
    await a.sleep(1);
    const worker = await createWorker(a);
    const options = start();
    expect(await worker.runUntil(a.client.workflow.execute('clock', options))).toBeGreaterThan(0);
    await expect(b.client.workflow.getHandle(options.workflowId).describe()).rejects.toThrow(WorkflowNotFoundError);
  });
});

describe('on a Redis that is there', () => {
  it('a local environment leaves nothing behind, and takes nothing along', async () => {
    vi.stubEnv('PERDURE_REDIS_URL', testRedisUrl());
    const redis = new Redis(testRedisUrl());
    const other = freshNamespace('other');
    await redis.set(other, '1');
    const env = await TestWorkflowEnvironment.createLocal();
    const { prefix } = env.connectionOptions;
    await env.client.workflow.start('stays', start());
    expect(await redis.keys(`*${prefix}*`)).not.toEqual([]);
    await env.teardown();
    expect(await redis.keys(`*${prefix}*`)).toEqual([]);
    expect(await redis.del(other)).toBe(1);
    redis.disconnect();
  });

  it('an existing one is used as it is, and kept', async () => {
    const [address, namespace, options] = [testRedisUrl(), freshNamespace(), start()];
    const create = () => TestWorkflowEnvironment.createFromExistingServer({ address, namespace });
    const env = await create();
    expect(env).toMatchObject({
      address,
      namespace,
      supportsTimeSkipping: false,
      options: { server: { type: 'existing' } },
    });
    await env.client.workflow.start('stays', options);
    await env.teardown();
    const again = await keep(create());
    await again.client.workflow.getHandle(options.workflowId).terminate();
  });

  it('an API key is refused, as by every connection', async () => {
    const connectionOptions = { apiKey: 'secret' };
    const created = TestWorkflowEnvironment.createFromExistingServer({ address: testRedisUrl(), connectionOptions });
    await expect(created).rejects.toThrow(NotSupportedError);
  });
});

describe('teardown', () => {
  it('ends workers that still run, and can be called twice', async () => {
    const env = await TestWorkflowEnvironment.createTimeSkipping();
    const worker = await createWorker(env);
    const running = worker.run();
    await env.client.workflow.start('hangingActivity', start());
    await waitFor(() => worker.getStatus().numInFlightActivities === 1, { what: 'the activity to run' });
    await env.teardown();
    await running;
    expect(worker.getState()).toBe('STOPPED');
    await env.teardown();
  });

  it('tells those who sleep', async () => {
    const env = await TestWorkflowEnvironment.createTimeSkipping();
    // No worker polls: the task that waits for one holds the clock.
    await env.client.workflow.start('stays', start());
    const sleeping = expect(env.sleep('1 day')).rejects.toThrow(/torn down while somebody slept/);
    await env.teardown();
    await sleeping;
    await expect(env.sleep('1 day')).rejects.toThrow(/torn down/);
  });
});

it('Nexus endpoints cannot be made', async () => {
  const env = await keep(TestWorkflowEnvironment.createTimeSkipping());
  await expect(env.createNexusEndpoint('name', TASK_QUEUE)).rejects.toThrow(NotSupportedError);
  await expect(env.deleteNexusEndpoint({ id: '1', version: 1 })).rejects.toThrow(NotSupportedError);
});
