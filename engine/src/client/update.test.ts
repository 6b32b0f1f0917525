import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Transition } from '../model/transition';
import type { Namespace } from '../namespace/namespace';
import { update } from './update';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A namespace that refuses every update at this guard, until there is room. */
function refusing(guard: number, timesRefused = Infinity) {
  const sent: Transition[] = [];
  const apply = (_workflowId: string, transition: Transition) => {
    sent.push(transition);
    if (sent.length > timesRefused) return Promise.resolve({ outcome: 'applied', nowMs: 0, runId: 'r' });
    return Promise.resolve({ outcome: 'refused', nowMs: 0, runId: 'r', refusals: [{ guard, actual: '10' }] });
  };
  const namespace = { applier: { apply }, clock: { nowMs: () => 0 }, maxPayloadBytes: 1_000 };
  return { sent, namespace: namespace as unknown as Namespace };
}

const call = { updateId: 'u', name: 'n', args: [] };
async function outcome(namespace: Namespace): Promise<unknown> {
  const updated = update(namespace, { workflowId: 'w' }, call, 'ADMITTED').catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return updated;
}

it('an update for which there is no room is tried again, and admitted when there is', async () => {
  const { sent, namespace } = refusing(1, 3);
  expect(await outcome(namespace)).toMatchObject({ updateId: 'u', runId: 'r', stage: 'ADMITTED' });
  expect(sent).toHaveLength(4);
});

it('after ten attempts it is refused as by Temporal', async () => {
  const { sent, namespace } = refusing(1);
  expect(await outcome(namespace)).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    message: 'limit on number of concurrent in-flight updates has been reached (10)',
  });
  expect(sent).toHaveLength(10);
});

it('when the run has had all it may have it is refused at once', async () => {
  const { sent, namespace } = refusing(2);
  const error = await outcome(namespace);
  expect(error).toMatchObject({ code: 'LIMIT_FINAL' });
  expect(String(error)).toContain(
    'The limit on the total number of distinct updates in this workflow has been reached (2000)',
  );
  expect(sent).toHaveLength(1);
});
