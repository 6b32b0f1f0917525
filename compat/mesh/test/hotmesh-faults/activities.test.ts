import { MeshCall, MeshFlow, StreamError } from '@perdure/mesh';
import { testRedisUrl } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf, flowPlace, type FlowPlace } from '../support/flow-place';

const FAN_OUT = 200;
const TOGETHER = 20;
/** Longer than a worker may be silent: 10 s in MeshFlow, 5 s in MeshCall. */
const LONG_MS = 11_000;
const LONG_CALL_MS = 6_000;

const calls: Record<string, number> = {};
const count = (key: string): number => (calls[key] = (calls[key] ?? 0) + 1);
const open: (() => void)[] = [];
const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const activities = {
  async fails(): Promise<void> {
    count('fails');
    throw Object.assign(new TypeError('it is broken'), { code: 'EBROKEN' });
  },
  async give(value: unknown): Promise<unknown> {
    count(`give ${JSON.stringify(value)}`);
    return value;
  },
  /** Returns when so many of them run at the same time. */
  async meets(together: number): Promise<number> {
    await new Promise<void>((resolve) => {
      open.push(resolve);
      if (open.length === together) open.splice(0).forEach((go) => go());
    });
    return together;
  },
  async takesLong(): Promise<string> {
    count('long');
    await after(LONG_MS);
    return 'long';
  },
};
const proxied = MeshFlow.workflow.proxyActivities<typeof activities>({ activities });
const thrice = MeshFlow.workflow.proxyActivities<typeof activities>({
  retryPolicy: { maximumAttempts: 3, maximumInterval: '10 ms' },
});
const returned = MeshFlow.workflow.proxyActivities<typeof activities>({
  retryPolicy: { maximumAttempts: 1, throwOnError: false },
});

const workflows = {
  async exhausts(): Promise<void> {
    await thrice.fails();
  },
  async asksForTheError(): Promise<unknown> {
    return await returned.fails();
  },
  async catches(): Promise<string[]> {
    const caught: string[] = [];
    try {
      await proxied.give('before');
      await MeshFlow.workflow.sleepFor('1 ms');
      await thrice.fails();
      caught.push('not reached');
    } catch (error) {
      caught.push((error as Error).message);
    }
    return caught;
  },
  async fansOut(): Promise<unknown[]> {
    return await Promise.all(Array.from({ length: FAN_OUT }, (_, n) => proxied.give(n)));
  },
  async meets(): Promise<unknown[]> {
    return await Promise.all(Array.from({ length: TOGETHER }, () => proxied.meets(TOGETHER)));
  },
  async givesBack(values: unknown[]): Promise<unknown[]> {
    return await Promise.all(values.map((value) => proxied.give(value)));
  },
  async takesLong(): Promise<string> {
    return await proxied.takesLong();
  },
};
let place: FlowPlace;
beforeAll(async () => {
  place = await flowPlace(workflows);
});
afterAll(() => MeshFlow.shutdown());

describe('an activity that exhausts its retries returns an error object as if it were a result', () => {
  it('no: it throws what the function threw, after as many runs as allowed', async () => {
    const handle = await place.start('exhausts');
    const error: unknown = await handle.result().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StreamError);
    expect(error).toMatchObject({ message: 'it is broken', code: 597, type: 'TypeError', job_id: handle.workflowId });
    expect(calls['fails']).toBe(3);
  });

  it('it returns one where that is asked for', async () => {
    expect(await place.run('asksForTheError')).toMatchObject({ message: 'it is broken', type: 'TypeError' });
  });
});

describe("try / catch around an activity swallows the engine's own control flow", () => {
  it('no: it catches what the activity threw, once, and nothing else', async () => {
    expect(await place.run('catches')).toEqual(['it is broken']);
  });
});

describe('fan-out over 25 slows down, runs activities several times and may never finish', () => {
  it(`no: ${FAN_OUT} run side by side, each once`, async () => {
    const numbers = Array.from({ length: FAN_OUT }, (_, n) => n);
    expect(await place.run('fansOut')).toEqual(numbers);
    expect(numbers.filter((n) => calls[`give ${n}`] !== 1)).toEqual([]);
  });
});

describe('a process runs one activity of a type at a time', () => {
  it(`no: ${TOGETHER} meet in it`, async () => {
    expect(await place.run('meets')).toHaveLength(TOGETHER);
  });
});

describe("falsy results in Promise.all become undefined and '/t' becomes true", () => {
  it('no: every JSON value comes back as it was', async () => {
    const values = [0, null, false, '', '/t', '/f', '/d', '/n', '/s', 'plain', { a: [1] }];
    expect(await place.run('givesBack', values)).toEqual(values);
  });
});

describe('an activity longer than 60 s runs twice', () => {
  it('no: its worker says that it lives, and it runs once', { timeout: 60_000 }, async () => {
    const handle = await place.start('takesLong');
    expect(await handle.result()).toBe('long');
    expect(calls['long']).toBe(1);
    const events = await eventsOf(handle);
    expect(events.filter(({ type }) => type === 'ACTIVITY_TASK_STARTED')).toHaveLength(1);
  });

  it('nor does a call', { timeout: 60_000 }, async () => {
    const callback = async (): Promise<number> => {
      const call = count('long call');
      await after(LONG_CALL_MS);
      return call;
    };
    const target = { redis: testRedisUrl(), namespace: place.namespace, topic: 'long' };
    // Two who could take it.
    await Promise.all([1, 2].map(() => MeshCall.connect({ ...target, callback })));
    expect(await MeshCall.exec(target)).toBe(1);
    expect(calls['long call']).toBe(1);
  });
});
