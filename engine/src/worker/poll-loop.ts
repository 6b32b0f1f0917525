/**
 * Fetches tasks of one kind from one shard while slots are free. Owns no task: what it gets it hands on, one slot each.
 *
 * 1. It polls only with a free slot, and asks for no more than half of what is free, rounded up: its places are
 *    reserved while the poll is out, and the other half is for tasks that come with replies.
 * 2. It waits at the bell only after a poll that found the queue empty; a wait that ends is followed by a poll.
 * 3. A poll whose reply was lost is repeated with its id by the store, so no task is taken and forgotten.
 */
import { shortId } from '../model/ids';
import type { Task } from '../model/task';
import type { PollReply, PollRequest, QueueName, Store } from '../store/contract';
import { delay } from '../namespace/delay';
import type { Rate } from './rate';
import type { Slots } from './slots';

const BELL_MIN_MS = 2_000;
const BELL_JITTER_MS = 1_000;
const ERROR_WAIT_MS = 500;

export interface PollLoop {
  readonly store: Store;
  readonly shard: number;
  readonly slots: Slots;
  readonly rate: Rate;
  readonly queues: readonly QueueName[];
  /** The request for so many tasks, without slot and poll id. */
  readonly request: (max: number) => Omit<PollRequest, 'slot' | 'pollId'>;
  /** The task's slot is in use. */
  readonly onTask: (task: Task) => void;
  readonly onNow: (storeNowMs: number) => void;
  /** Put around each poll. */
  readonly measured?: (poll: () => Promise<PollReply>) => Promise<PollReply>;
  readonly onError: (error: unknown) => void;
}

/** Runs until the signal is aborted. Never rejects. */
export async function runPollLoop(loop: PollLoop, signal: AbortSignal): Promise<void> {
  const slot = shortId();
  while (!signal.aborted) {
    await loop.slots.whenFree(signal);
    const waitMs = loop.rate.waitMs();
    if (waitMs > 0) await delay(waitMs, signal);
    if (signal.aborted) return;
    try {
      const max = Math.min(Math.ceil(loop.slots.free / 2), loop.rate.available());
      if (max < 1) continue;
      const reply = await pollOnce(loop, { ...loop.request(max), slot, pollId: shortId() }, max);
      if (reply.retryInMs !== undefined) await delay(reply.retryInMs, signal);
      else if (reply.tasks.length === 0) await awaitBell(loop, signal);
    } catch (error) {
      if (signal.aborted) return;
      loop.onError(error);
      await delay(ERROR_WAIT_MS, signal);
    }
  }
}

/** Polls with reserved places and hands out what came. */
export async function pollOnce(
  loop: Pick<PollLoop, 'store' | 'shard' | 'slots' | 'rate' | 'onTask' | 'onNow' | 'measured'>,
  request: PollRequest,
  max: number,
): Promise<PollReply> {
  let reserved = max;
  loop.slots.reserve(max);
  try {
    const poll = (): Promise<PollReply> => loop.store.poll(loop.shard, request);
    const reply = await (loop.measured ? loop.measured(poll) : poll());
    loop.onNow(reply.nowMs);
    loop.rate.take(reply.tasks.length);
    for (const task of reply.tasks) {
      reserved -= 1;
      loop.slots.begin();
      loop.onTask(task);
    }
    return reply;
  } finally {
    loop.slots.unreserve(reserved);
  }
}

function awaitBell(loop: PollLoop, signal: AbortSignal): Promise<void> {
  const timeoutMs = BELL_MIN_MS + Math.floor(Math.random() * BELL_JITTER_MS);
  return loop.store.awaitBell(loop.shard, { queues: loop.queues, timeoutMs, signal });
}
