import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { DuplicateJobError, HotMesh, MeshFlow } from '@perdure/mesh';
import { DefaultLogger, Runtime } from '@perdure/worker';
import Redis from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWaiting } from './support/flow-place';

const { port, hostname } = new URL(testRedisUrl());
const connection = { class: Redis, options: { host: hostname, port: Number(port) } };
const namespace = freshNamespace('flow');
/** Each takes about ten events: more than the 4,096 after which a fresh run is due. */
const ROUNDS = 450;

let calls = 0;
let onceCalls = 0;
const activities = {
  async flaky(name: string): Promise<string> {
    if (++calls % 2 === 1) throw new Error('Random error');
    return `Hello, ${name}!`;
  },
  async give(value: unknown): Promise<unknown> {
    return value;
  },
};
const { flaky, give } = MeshFlow.workflow.proxyActivities<typeof activities>({ activities });

const workflows = {
  async greets(name: string): Promise<[string, string]> {
    return await Promise.all([flaky(name), flaky(name)]);
  },
  async waits(): Promise<unknown> {
    return await MeshFlow.workflow.waitFor('sig-one');
  },
  async collates(): Promise<unknown[]> {
    return await Promise.all([MeshFlow.workflow.waitFor<boolean>('sig-a'), MeshFlow.workflow.waitFor<number>('sig-b')]);
  },
  async givesBack(values: unknown[]): Promise<unknown[]> {
    return await Promise.all(values.map((value) => give(value)));
  },
  async sleeps(): Promise<number[]> {
    return [await MeshFlow.workflow.sleepFor('1 second'), await MeshFlow.workflow.sleepFor('0 s')];
  },
  async parent(id: string): Promise<unknown> {
    return await MeshFlow.workflow.execChild({
      args: [[id]],
      taskQueue: 'main',
      workflowName: 'givesBack',
      namespace,
    });
  },
  async signals(): Promise<void> {
    await MeshFlow.workflow.signal('sig-from-inside', { from: 'inside' });
  },
  async hears(): Promise<unknown> {
    return await MeshFlow.workflow.waitFor('sig-from-inside');
  },
  async recurs(times: number): Promise<{ sum: number; drawn: number }> {
    const drawn = MeshFlow.workflow.random();
    let sum = 0;
    for (let n = 1; n <= times; n++) {
      sum += (await give(n)) as number;
      await MeshFlow.workflow.sleepFor('1 ms');
    }
    return { sum, drawn: drawn === MeshFlow.workflow.random() ? -1 : drawn };
  },
  async runsOnce(): Promise<unknown[]> {
    const first = await MeshFlow.workflow.once((n: number) => ({ n, call: ++onceCalls }), 7);
    const failed = await MeshFlow.workflow
      .once(() => {
        throw new RangeError('not here');
      })
      .catch((error: Error) => error.message);
    await MeshFlow.workflow.sleepFor('1 ms');
    return [first, failed];
  },
  async interrupts(other: string): Promise<string> {
    return await MeshFlow.workflow.interrupt(other);
  },
  async waitsTwice(): Promise<unknown[]> {
    return [await MeshFlow.workflow.waitFor('sig-twice'), await MeshFlow.workflow.waitFor('sig-twice')];
  },
};

const client = new MeshFlow.Client({ connection });
const start = <T>(workflowName: keyof typeof workflows, args: unknown[] = [], workflowId = HotMesh.guid()) =>
  client.workflow.start<T>({ args, taskQueue: 'main', workflowName, workflowId, namespace });

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  await MeshFlow.Worker.create({ connection, taskQueue: 'main', workflow: workflows, namespace });
});
afterAll(() => MeshFlow.shutdown());

describe('MeshFlow', () => {
  it('repeats activities until they succeed', async () => {
    const handle = await start<[string, string]>('greets', ['HotMesh']);
    expect(await handle.result()).toEqual(['Hello, HotMesh!', 'Hello, HotMesh!']);
  });

  it('sleeps, and says how long in seconds', async () => {
    expect(await (await start('sleeps')).result()).toEqual([1, 0]);
  });

  it('calls a function of its process once, and remembers what came of it', async () => {
    expect(await (await start('runsOnce')).result()).toEqual([{ n: 7, call: 1 }, 'not here']);
  });

  it('interrupts others', async () => {
    const other = await start('waits', [], 'interrupted-from-inside');
    expect(await (await start('interrupts', [other.workflowId])).result()).toBe(other.workflowId);
    await expect(other.result()).rejects.toMatchObject({ code: 410 });
  });

  it('runs children', async () => {
    expect(await (await start('parent', ['x'])).result()).toEqual(['x']);
  });
});

describe('a workflow whose history gets long', () => {
  it('goes on in a fresh run, where it was', { timeout: 60_000 }, async () => {
    const handle = await start<{ sum: number; drawn: number }>('recurs', [ROUNDS]);
    const { sum, drawn } = await handle.result();
    expect(sum).toBe((ROUNDS * (ROUNDS + 1)) / 2);
    expect(drawn).toBeGreaterThan(0);
    const { timeline } = await handle.export({ allow: ['timeline'] });
    expect(timeline?.[0]?.value).toHaveProperty('continuedExecutionRunId');
    expect(timeline?.length).toBeLessThan(ROUNDS * 5);
  });
});

describe('signals', () => {
  it('are collated in any order', async () => {
    const handle = await start('collates');
    await client.signal('sig-b', 12345, namespace);
    await client.signal('sig-a', true, namespace);
    expect(await handle.result()).toEqual([true, 12345]);
  });

  it('arrive in the order in which they were sent, each once', async () => {
    const handle = await start('waitsTwice');
    await client.signal('sig-twice', 1, namespace);
    await client.signal('sig-twice', 2, namespace);
    expect(await handle.result()).toEqual([1, 2]);
  });

  it('can be sent by workflows', async () => {
    const hears = await start('hears');
    await start('signals');
    expect(await hears.result()).toEqual({ from: 'inside' });
  });
});

describe('handles', () => {
  it('interrupt: whoever waits is told', async () => {
    const handle = await start('waits', [], 'to-be-interrupted');
    await isWaiting(handle);
    expect(await handle.status()).toBeGreaterThan(0);
    const result = handle.result().catch((error: unknown) => error);
    expect(await handle.interrupt()).toBe('to-be-interrupted');
    expect(await result).toMatchObject({ code: 410, message: 'job [to-be-interrupted] interrupted' });
    expect(await handle.status()).toBeLessThan(-1e6);
    await expect(handle.interrupt()).rejects.toThrow('Job to-be-interrupted already completed');
  });

  it('refuse a second execution of an id while it is taken', async () => {
    const handle = await start('waits', [], 'one-at-a-time');
    await expect(start('waits', [], 'one-at-a-time')).rejects.toBeInstanceOf(DuplicateJobError);
    await handle.interrupt();
  });

  it('export what has happened', async () => {
    const handle = await start('givesBack', [[1]]);
    await handle.result();
    const { timeline, state } = await handle.export({ block: ['transitions'] });
    expect(timeline?.map(({ key }) => key)).toContain('EVENT_TYPE_ACTIVITY_TASK_COMPLETED');
    expect(state?.data).toMatchObject({ done: true, response: [1] });
    expect(await handle.state()).toEqual({ data: { done: true, response: [1], workflowId: handle.workflowId } });
  });
});
