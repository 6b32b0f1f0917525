/** What is wrong is refused by name, before anything is written; large signals arrive. */
import { MeshFlow } from '@perdure/mesh';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const connection = testRedisUrl();
const namespace = freshNamespace('flow-input');
const client = new MeshFlow.Client({ connection });
/** What JavaScript lets through. */
const any = (value: unknown): never => value as never;

async function back(): Promise<number> {
  return await MeshFlow.workflow.sleepFor('-1 s');
}
async function lengths(signalId: string, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < count; n++) found.push((await MeshFlow.workflow.waitFor<string>(signalId)).length);
  return found;
}

const errors: string[] = [];
const start = (workflowName: string, args: unknown[], options = {}) =>
  client.workflow.start({ taskQueue: 'input', workflowName, args, namespace, ...options });

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('WARN', ({ message }) => errors.push(message)) });
  await MeshFlow.Worker.create({ connection, namespace, taskQueue: 'input', workflow: { back, lengths } });
});
afterAll(() => MeshFlow.shutdown());

describe('a large signal', () => {
  const largest = 'x'.repeat(2_093_054);

  it('of 2 MiB less what its keeper adds arrives', async () => {
    await client.signal('largest', largest, namespace);
    expect(await (await start('lengths', ['largest', 1])).result()).toEqual([largest.length]);
  });

  it('that could not be delivered is refused by who sends it', async () => {
    await expect(client.signal('larger', `${largest}x`, namespace)).rejects.toThrow('at most 2093056 are allowed');
  });

  it('stays with its keeper when the next run could not be given all of them', async () => {
    errors.length = 0;
    const sizes = [1_500_000, 1_500_001, 1_500_002, 1_500_003];
    for (const size of sizes) await client.signal('many', 'x'.repeat(size), namespace);
    expect(await (await start('lengths', ['many', 4])).result()).toEqual(sizes);
    await client.signal('many', 'small', namespace);
    expect(await (await start('lengths', ['many', 1])).result()).toHaveLength(1);
    expect(errors).toEqual([]);
  });
});

describe('a signal', () => {
  it.each(['', undefined, 5])('with the id %j is refused', async (id) => {
    await expect(client.signal(any(id), 1, namespace)).rejects.toThrow('The id of a signal is');
  });
});

describe('a start', () => {
  it.each([
    [{ pending: 5 }, "start has no option 'pending': an id cannot be reserved"],
    [{ marker: {} }, "start has no option 'marker'"],
    [{ parentWorkflowId: 'p' }, "start has no option 'parentWorkflowId'"],
    [{ config: { retries: 3 } }, "start's config has no option 'retries': it has maximumAttempts"],
    [{ config: { maximumAttempts: 0 } }, 'maximumAttempts is 0: it counts runs'],
    [{ config: { backoffCoefficient: 0.5 } }, 'backoffCoefficient is 0.5'],
    [{ config: { maximumInterval: 'soon' } }, "'soon' is not a duration"],
    [{ workflowId: '' }, 'The workflowId of start is empty'],
    [{ args: 'abc' }, 'The args of start are a list'],
  ])('with %j is refused', async (options, message) => {
    await expect(start('lengths', [], options)).rejects.toThrow(message);
  });

  it('takes signalIn, which means nothing', async () => {
    const handle = await start('lengths', ['none', 0], { signalIn: false });
    expect(await handle.result()).toEqual([]);
  });
});

describe('a handle', () => {
  it('without a workflow id is refused', async () => {
    await expect(client.getHandle(any({}))).rejects.toThrow('The workflowId of getHandle');
  });

  it('refuses options that would be ignored', async () => {
    const handle = await client.getHandle({ workflowId: 'x', namespace });
    await expect(handle.interrupt(any({ suppress: true }))).rejects.toThrow("interrupt has no option 'suppress'");
    await expect(handle.export(any({ values: false }))).rejects.toThrow("export has no option 'values'");
  });
});

describe('a worker', () => {
  it.each([
    [{ options: { maximumAttempts: 3 } }, "has no option 'maximumAttempts': activities are repeated as"],
    [{ options: { maxConcurrent: 0 } }, 'maxConcurrent is 0'],
    [{ search: {} }, "Worker.create has no option 'search'"],
    [{ workflow: {} }, 'A worker needs a workflow'],
    [{ workflow: undefined }, 'A worker needs a workflow'],
  ])('with %j is refused', async (config, message) => {
    const create = MeshFlow.Worker.create(any({ connection, namespace, taskQueue: 'w', workflow: back, ...config }));
    await expect(create).rejects.toThrow(message);
  });
});

describe('activities', () => {
  it.each([
    [{ expire: 5 }, "proxyActivities has no option 'expire'"],
    [{ startToCloseTimeout: 'soon' }, "'soon' is not a duration"],
    [{ retryPolicy: { maximumAttempts: -1 } }, 'maximumAttempts is -1'],
    [{ retryPolicy: { retries: 1 } }, "retryPolicy has no option 'retries'"],
  ])('with %j are refused where they are proxied', (options, message) => {
    expect(() => MeshFlow.workflow.proxyActivities(any(options))).toThrow(message);
  });
});

describe('a sleep', () => {
  it('of less than nothing fails the workflow instead of being taken for a wait', async () => {
    await expect((await start('back', [])).result()).rejects.toMatchObject({ code: 597, message: /back in time/ });
  });
});
