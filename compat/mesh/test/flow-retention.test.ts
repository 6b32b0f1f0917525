import { MeshFlow } from '@perdure/mesh';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineOf } from '../dist/connection/pool.js';

const connection = testRedisUrl();
const namespace = freshNamespace('kept');
const place = { taskQueue: 'kept', namespace };
const HUNDRED_YEARS_MS = 100 * 365 * 24 * 3_600_000;

async function ends(): Promise<string> {
  return await Promise.resolve('done');
}
async function parent(): Promise<string> {
  return await MeshFlow.workflow.execChild({ ...place, args: [], workflowName: 'ends', workflowId: 'kid', expire: 60 });
}

const client = new MeshFlow.Client({ connection });
const start = (workflowId: string, options: { expire?: number; persistent?: boolean; workflowName?: string } = {}) =>
  client.workflow.start({ ...place, args: [], workflowName: 'ends', workflowId, ...options });
/** What the record says of its own retention. */
async function keep(workflowId: string): Promise<string | undefined> {
  return (await (await engineOf(connection, namespace)).describe({ workflowId })).run['keep'];
}

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  await MeshFlow.Worker.create({ connection, ...place, workflow: { ends, parent } });
});
afterAll(() => MeshFlow.shutdown());

describe('the record of an execution', () => {
  it('is removed when it has expired, and result() of it rejects with 404', { timeout: 60_000 }, async () => {
    const handle = await start('expires', { expire: 0 });
    await handle.result();
    await waitFor(
      () =>
        handle.status().then(
          () => false,
          ({ code }: { code: number }) => code === 404,
        ),
      {
        timeoutMs: 40_000,
      },
    );
    await expect(handle.result()).rejects.toMatchObject({ code: 404 });
  });

  it('keeps its id for as long as it said itself, whatever the next one says', async () => {
    await (await start('taken', { expire: 3_600 })).result();
    await expect(start('taken', { expire: 0 })).rejects.toMatchObject({ code: 409 });
    await (await start('free', { expire: 0 })).result();
    expect(await (await start('free', { expire: 3_600 })).result()).toBe('done');
    expect(await keep('free')).toBe('3600000');
  });

  it('stays for the retention of the worker when nothing is said, its id is free after a second', async () => {
    await (await start('plain')).result();
    expect(await keep('plain')).toBeUndefined();
    expect(
      await waitFor(() =>
        start('plain').then(
          (handle) => handle.result(),
          () => false,
        ),
      ),
    ).toBe('done');
  });

  it('stays for good when it is persistent, and its id is taken', async () => {
    await (await start('stays', { persistent: true })).result();
    expect(await keep('stays')).toBe(String(HUNDRED_YEARS_MS));
    await expect(start('stays')).rejects.toMatchObject({ code: 409 });
  });

  it('of a child stays as its parent says', async () => {
    await (await start('parent', { workflowName: 'parent' })).result();
    expect([await keep('parent'), await keep('kid')]).toEqual([undefined, '60000']);
  });

  it.each([-1, NaN, Infinity])('cannot expire after %s seconds', async (expire) => {
    await expect(start('never', { expire })).rejects.toThrow(/^expire is/);
  });
});
