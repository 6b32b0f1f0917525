import { MeshCall } from '@perdure/mesh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flush, run, runCached } from './readme/call/exec';
import { start as startFunction } from './readme/call/server';
import { runMyCron } from './readme/cron/cron';
import { interruptMyCron } from './readme/cron/interrupt';
import { start as startCron } from './readme/cron/server';
import { quiet } from './support/flow-place';

beforeAll(quiet);
afterAll(() => MeshCall.shutdown());

describe("the README's examples of MeshCall", () => {
  it('run an idempotent cron job, and interrupt it', async () => {
    await interruptMyCron();
    expect(await startCron()).toBe(true);
    expect(await runMyCron('myNightlyCron123')).toBe(false);
    expect(await interruptMyCron()).toBe(true);
    expect(await interruptMyCron()).toBe(false);
  });

  it('call any function in any service, and cache it', async () => {
    await startFunction();
    expect(await run()).toEqual({ hello: 'something' });
    expect(await runCached()).toEqual({ hello: 'anything' });
    expect(await runCached()).toEqual({ hello: 'anything' });
    await flush();
    expect(await runCached()).toEqual({ hello: 'anything' });
  });
});
