import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngineClient } from '../../src/client/client';
import type { CallOptions, EngineClient } from '../../src/client/contract';
import { delay } from '../../src/namespace/delay';
import { createNamespace, type Namespace } from '../../src/namespace/namespace';
import type { Store } from '../../src/store/contract';
import { createMemoryServer } from '../../src/store/memory';
import { startRequest } from './scene';

const open: Namespace[] = [];
afterEach(async () => {
  for (const namespace of open.splice(0)) await namespace.close();
});

type Held = 'apply' | 'readRun' | 'readHistory' | 'heartbeat' | 'ask';
const HELD: readonly Held[] = ['apply', 'readRun', 'readHistory', 'heartbeat', 'ask'];

interface Scene {
  readonly client: EngineClient;
  readonly sent: () => number;
  /** From now on the store does not answer until it is let go. */
  readonly hold: () => void;
  readonly letGo: () => void;
}

/** A client whose store can be made to keep its callers waiting. */
function scene(): Scene {
  const store: Store = createMemoryServer().connect({ namespace: 'default' });
  let gate: Promise<void> = Promise.resolve();
  let letGo = (): void => undefined;
  let sent = 0;
  for (const name of HELD) {
    const call = store[name].bind(store) as (...args: unknown[]) => Promise<unknown>;
    Object.assign(store, {
      [name]: async (...args: unknown[]) => {
        sent += 1;
        await gate;
        return call(...args);
      },
    });
  }
  const namespace = createNamespace(store);
  open.push(namespace);
  return {
    client: createEngineClient(namespace),
    sent: () => sent,
    hold: () => {
      gate = new Promise((resolve) => (letGo = resolve));
    },
    letGo: () => letGo(),
  };
}

const target = { workflowId: 'w' };
const ended = { workflowId: 'w', activityId: '1' };
const request = () => ({ requestId: randomUUID() });
const signal = () => ({ ...request(), name: 's', args: [] });
const update = () => ({ updateId: randomUUID(), name: 'u', args: [] });

const CALLS: Readonly<Record<string, (client: EngineClient, options: CallOptions) => Promise<unknown>>> = {
  start: (client, options) => client.start(startRequest({ workflowId: 'w' }), options),
  startAndWait: (client, options) => client.start(startRequest({ workflowId: 'w', awaitClose: true }), options),
  signalWithStart: (client, options) => client.signalWithStart(startRequest({ workflowId: 'w' }), signal(), options),
  updateWithStart: (client, options) =>
    client.updateWithStart(startRequest({ workflowId: 'w' }), update(), 'ACCEPTED', () => undefined, options),
  signal: (client, options) => client.signal(target, signal(), options),
  requestCancel: (client, options) => client.requestCancel(target, request(), options),
  terminate: (client, options) => client.terminate(target, request(), options),
  query: (client, options) => client.query(target, { name: 'q', args: [] }, options),
  update: (client, options) => client.update(target, update(), 'ACCEPTED', options),
  updateOutcome: (client, options) => client.updateOutcome(target, 'u', options),
  waitForClose: (client, options) => client.waitForClose(target, options),
  describe: (client, options) => client.describe(target, options),
  history: (client, options) => client.history(target, options),
  completeActivity: (client, options) => client.completeActivity(ended, [], undefined, options),
  failActivity: (client, options) => client.failActivity(ended, { message: '', source: '' }, undefined, options),
  cancelActivity: (client, options) => client.cancelActivity(ended, [], undefined, options),
  heartbeatActivity: (client, options) => client.heartbeatActivity(ended, [], options),
};

describe.each(Object.entries(CALLS))('%s with limits', (name, call) => {
  it('ends at its deadline while the store does not answer', async () => {
    const { client, hold, letGo } = scene();
    hold();
    await expect(call(client, { deadlineMs: Date.now() + 20 })).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    letGo();
  });

  it('ends when its signal fires while the store does not answer', async () => {
    const { client, hold, letGo } = scene();
    const abort = new AbortController();
    hold();
    const calling = call(client, { abortSignal: abort.signal });
    setTimeout(() => abort.abort(), 5);
    await expect(calling).rejects.toMatchObject({ code: 'CANCELLED' });
    letGo();
  });

  it('sends nothing when it is too late already', async () => {
    const { client, sent } = scene();
    await expect(call(client, { deadlineMs: Date.now() - 1 })).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await expect(call(client, { abortSignal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(sent(), name).toBe(0);
  });
});

describe('a call that was given up', () => {
  it('says what a repeat does', async () => {
    const { client, hold, letGo } = scene();
    hold();
    const deadlineMs = Date.now() + 10;
    await expect(client.terminate(target, request(), { deadlineMs })).rejects.toThrow(/same request id is safe/);
    await expect(client.describe(target, { deadlineMs: Date.now() + 10 })).rejects.toThrow(/Nothing was changed/);
    letGo();
  });

  it('is not applied after its deadline', async () => {
    const { client, hold, letGo } = scene();
    hold();
    const starting = client.start(startRequest({ workflowId: 'w' }), { deadlineMs: Date.now() + 10 });
    await expect(starting).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await delay(5);
    letGo();
    await expect(client.describe(target)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('answers as ever when there is time', async () => {
    const { client } = scene();
    const { runId } = await client.start(startRequest({ workflowId: 'w' }), { deadlineMs: Date.now() + 60_000 });
    expect(await client.describe(target, { deadlineMs: Infinity })).toMatchObject({ runId });
  });
});
