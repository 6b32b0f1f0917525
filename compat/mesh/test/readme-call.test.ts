import { MeshCall } from '@perdure/mesh';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flush, run, runCached } from './readme/call/exec';
import { connectMyFunction } from './readme/call/myFunctionWrapper';
import { runMyCron, runs } from './readme/cron/cron';
import { interruptMyCron } from './readme/cron/interrupt';

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
});
afterAll(() => MeshCall.shutdown());

describe("the README's examples of MeshCall", () => {
  it('run an idempotent cron job, and interrupt it', async () => {
    await interruptMyCron();
    expect(await runMyCron('myNightlyCron123')).toBe(true);
    expect(await runMyCron('myNightlyCron123')).toBe(false);
    expect(await interruptMyCron()).toBe(true);
    expect(await interruptMyCron()).toBe(false);
    expect(runs).toEqual([]);
  });

  it('call any function in any service, and cache it', async () => {
    await connectMyFunction();
    expect(await run()).toEqual({ hello: 'something' });
    expect(await runCached()).toEqual({ hello: 'anything' });
    expect(await runCached()).toEqual({ hello: 'anything' });
    await flush();
    expect(await runCached()).toEqual({ hello: 'anything' });
  });
});
