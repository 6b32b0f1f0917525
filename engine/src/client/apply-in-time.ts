import type { ApplyResult, Transition } from '../model/transition';
import type { Namespace } from '../namespace/namespace';
import type { CallOptions } from './contract';

/** A call is refused by the store once its request id may have been forgotten. */
export const VALID_MS = 5 * 60_000;

/** The store's clock may have jumped since this process last heard of it (a test that skips time): it is told in the reply. */
const ATTEMPTS = 3;

/**
 * Applies a call that a store must not apply late. `expired` from a call that was short means that this process had
 * the time wrong: it knows better now, and the call is made again under its request id. With a deadline the store
 * refuses the call from then on, so that what its caller has given up is not applied afterwards.
 */
export async function applyInTime(
  namespace: Namespace,
  workflowId: string,
  make: (nowMs: number) => Transition,
  options: CallOptions = {},
): Promise<ApplyResult> {
  const { deadlineMs = Infinity } = options;
  const begunMs = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    const nowMs = namespace.clock.nowMs();
    const validMs = Math.min(VALID_MS, deadlineMs - Date.now());
    const transition = { ...make(nowMs), validUntilMs: Math.ceil(nowMs + validMs) };
    const result = await namespace.applier.apply(workflowId, transition);
    const short = performance.now() - begunMs < VALID_MS / 2 && Date.now() < deadlineMs;
    if (result.outcome !== 'expired' || attempt === ATTEMPTS || !short) return result;
  }
}
