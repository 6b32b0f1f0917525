import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngineClient } from '../../src/client/client';
import { createNamespace, type Namespace } from '../../src/namespace/namespace';
import { createMemoryServer } from '../../src/store/memory';
import type { Store } from '../../src/store/contract';

const open: Namespace[] = [];
afterEach(async () => {
  for (const namespace of open.splice(0)) await namespace.close();
});

/** A namespace whose store counts how often it is asked about waits. */
function counted(): { namespace: Namespace; watched: () => number } {
  const store: Store = createMemoryServer().connect({ namespace: 'default' });
  let calls = 0;
  const watch = store.watch.bind(store);
  store.watch = (...request) => {
    calls += 1;
    return watch(...request);
  };
  const namespace = createNamespace(store);
  open.push(namespace);
  return { namespace, watched: () => calls };
}

const request = (workflowId: string, awaitClose: boolean) =>
  ({
    requestId: randomUUID(),
    workflowId,
    workflowType: 'wf',
    taskQueue: 'nobody',
    args: [],
    idReusePolicy: 'ALLOW_DUPLICATE',
    idConflictPolicy: 'USE_EXISTING',
    awaitClose,
  }) as const;

describe('a start whose end will be waited for', () => {
  it('registers the wait itself, so the wait asks nothing', async () => {
    const { namespace, watched } = counted();
    const client = createEngineClient(namespace);
    const { runId } = await client.start(request('w', true));
    const closed = client.waitForClose({ workflowId: 'w', runId });
    await client.terminate({ workflowId: 'w' }, { requestId: randomUUID() });
    expect((await closed).event.type).toBe('WorkflowExecutionTerminated');
    expect(watched()).toBe(0);
  });

  it('keeps an end that comes before anybody waits', async () => {
    const { namespace, watched } = counted();
    const client = createEngineClient(namespace);
    const { runId } = await client.start(request('w', true));
    await client.terminate({ workflowId: 'w' }, { requestId: randomUUID() });
    expect((await client.waitForClose({ workflowId: 'w', runId })).event.type).toBe('WorkflowExecutionTerminated');
    expect(watched()).toBe(0);
  });

  it('asks as usual when an open run was used instead', async () => {
    const { namespace, watched } = counted();
    const client = createEngineClient(namespace);
    await client.start(request('w', false));
    const { runId, started } = await client.start(request('w', true));
    expect(started).toBe(false);
    const closed = client.waitForClose({ workflowId: 'w', runId });
    await client.terminate({ workflowId: 'w' }, { requestId: randomUUID() });
    await closed;
    expect(watched()).toBeGreaterThan(0);
  });
});
