import { shortId } from '../model/ids';
import { delay } from '../namespace/delay';
import { pollOnce, type PollLoop } from './poll-loop';

/** The shortest lease there is. */
const LEASE_MS = 1;

interface Leaving extends Pick<PollLoop, 'store' | 'shard' | 'slots' | 'rate' | 'onTask' | 'onNow' | 'onError'> {
  readonly worker: string;
  readonly identity: string;
  readonly stickyQueue: string;
}

/**
 * A worker that stops gives up the lease of its sticky queue, so that what follows goes to the shared queue at once, and
 * carries out what lies in it. Whatever falls in between is moved by its timer. Never rejects.
 */
export async function leaveStickyQueue(leaving: Leaving): Promise<void> {
  try {
    await take(leaving, leaving.stickyQueue);
    await delay(2 * LEASE_MS);
    while ((await take(leaving, undefined)) > 0);
  } catch (error) {
    leaving.onError(error);
  }
}

/** One poll of the sticky queue alone; with its name as such, the lease is set to end now. */
async function take(leaving: Leaving, stickyQueue: string | undefined): Promise<number> {
  await leaving.slots.whenFree();
  const { worker, identity } = leaving;
  const max = leaving.slots.free;
  const workflow = { taskQueue: leaving.stickyQueue, stickyQueue, max };
  const { tasks } = await pollOnce(
    leaving,
    { worker, identity, slot: 'leave', pollId: shortId(), workflow, leaseMs: LEASE_MS },
    max,
  );
  return tasks.length;
}
