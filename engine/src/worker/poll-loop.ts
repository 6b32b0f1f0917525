/**
 * Fetches tasks of one kind from one shard while slots are free. Owns no task: what it gets it hands on, one slot each.
 *
 * 1. It polls only with a free slot, and never asks for more than are free.
 * 2. It waits at the bell only after a poll that found the queue empty; a wait that ends is followed by a poll.
 * 3. A poll whose reply was lost is repeated with its id by the store, so no task is taken and forgotten.
 */
import { newId } from '../model/ids';
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
  /** A slot has been taken for the task. */
  readonly onTask: (task: Task) => void;
  readonly onNow: (storeNowMs: number) => void;
  readonly onError: (error: unknown) => void;
}

/** Runs until the signal is aborted. Never rejects. */
export async function runPollLoop(loop: PollLoop, signal: AbortSignal): Promise<void> {
  const slot = newId();
  while (!signal.aborted) {
    await loop.slots.whenFree(signal);
    const waitMs = loop.rate.waitMs();
    if (waitMs > 0) await delay(waitMs, signal);
    if (signal.aborted) return;
    try {
      const max = Math.min(loop.slots.free, loop.rate.available());
      if (max < 1) continue;
      const reply = await loop.store.poll(loop.shard, { ...loop.request(max), slot, pollId: newId() });
      loop.onNow(reply.nowMs);
      handOut(loop, reply);
      if (reply.retryInMs !== undefined) await delay(reply.retryInMs, signal);
      else if (reply.tasks.length === 0) await awaitBell(loop, signal);
    } catch (error) {
      if (signal.aborted) return;
      loop.onError(error);
      await delay(ERROR_WAIT_MS, signal);
    }
  }
}

function handOut(loop: PollLoop, reply: PollReply): void {
  for (const task of reply.tasks) {
    loop.slots.take();
    loop.onTask(task);
  }
  if (reply.tasks.length > 0) loop.rate.take(reply.tasks.length);
}

function awaitBell(loop: PollLoop, signal: AbortSignal): Promise<void> {
  const timeoutMs = BELL_MIN_MS + Math.floor(Math.random() * BELL_JITTER_MS);
  return loop.store.awaitBell(loop.shard, { queues: loop.queues, timeoutMs, signal });
}
