/**
 * Delivers the messages of runs. Owns nothing but leases: what is not delivered stays in the outbox, and the timer
 * loop brings it up again.
 *
 * 1. Messages of one run are delivered in order, by one process at a time (the outbox lease).
 * 2. A delivery is refused by the target after the lease has ended, so a process that was frozen cannot reorder.
 * 3. A message leaves the outbox in the transition that settles it (invariant 8).
 */
import { deliver, targetWorkflowId, type Delivery } from '../decide/message/deliver';
import type { DeliveryOutcome } from '../decide/message/outcome';
import { settle } from '../decide/message/settle';
import { ARRIVAL_GUARDS } from '../decide/signal';
import { LIMITS } from '../limits';
import type { Message } from '../model/message';
import type { ApplyResult } from '../model/transition';
import type { OutboxReply, Store } from '../store/contract';
import type { Applier } from './applier';
import { delay } from './delay';

const LEASE_MS = 10_000;
const BATCH = 50;
/** A message that failed this often is parked, visibly, so that those behind it get through. */
const MAX_ATTEMPTS = 100;

/** Messages that are delivered with the events of the run that has ended. */
const TELL_OF_AN_END: ReadonlySet<Message['kind']> = new Set(['childClosed', 'scheduledClosed']);

export interface Outboxes {
  /** Delivers what the run has to send; one delivery per run at a time, errors are reported and retried by timer. */
  readonly deliver: (shard: number, runId: string) => void;
  /** Resolves when nothing is being delivered. */
  idle(): Promise<void>;
}

interface Dependencies {
  readonly store: Store;
  readonly owner: string;
  readonly applier: () => Applier;
  readonly retentionMs: () => number;
  readonly onError: (error: unknown, context: string) => void;
}

export function createOutboxes(dependencies: Dependencies): Outboxes {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();
  const start = (shard: number, runId: string): void => {
    const current = running.get(runId);
    if (current) {
      current.again = true;
      return;
    }
    const entry = { again: false, done: Promise.resolve() };
    running.set(runId, entry);
    entry.done = (async () => {
      try {
        do {
          entry.again = false;
          await deliverAll(dependencies, shard, runId);
        } while (entry.again);
      } catch (error) {
        dependencies.onError(error, `delivering messages of run ${runId}`);
      } finally {
        running.delete(runId);
      }
    })();
  };
  return {
    deliver: start,
    async idle() {
      while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}

async function deliverAll(dependencies: Dependencies, shard: number, runId: string): Promise<void> {
  const { store, owner } = dependencies;
  for (;;) {
    const taken = await store.takeOutbox(shard, runId, { owner, leaseMs: LEASE_MS, limit: BATCH });
    if (!taken) return;
    try {
      const finished = await deliverBatch(dependencies, runId, taken);
      if (!finished || taken.messages.length < BATCH) return;
    } finally {
      await store.releaseOutbox(shard, runId, owner);
    }
  }
}

async function deliverBatch(dependencies: Dependencies, runId: string, taken: OutboxReply): Promise<boolean> {
  const sender = { workflowId: taken.workflowId, runId };
  for (const { seq, message: json, attempts } of taken.messages) {
    if (attempts > MAX_ATTEMPTS) {
      await park(dependencies, sender, seq);
      continue;
    }
    const message = JSON.parse(json) as Message;
    const outcome = await deliverOne(dependencies, sender, seq, message, taken.nowMs);
    if (outcome === undefined) return false;
    await dependencies.applier().apply(sender.workflowId, settle(sender, seq, message, outcome));
  }
  return true;
}

/** Undefined: the lease has ended, or the target does not answer; the timer loop will see to it. */
async function deliverOne(
  dependencies: Dependencies,
  sender: Delivery['sender'],
  seq: number,
  message: Message,
  leasedAtMs: number,
): Promise<DeliveryOutcome | undefined> {
  const delivery: Delivery = {
    seq,
    sender,
    nowMs: leasedAtMs,
    retentionMs: dependencies.retentionMs(),
    senderEnds: TELL_OF_AN_END.has(message.kind) ? await endsOf(dependencies, sender) : undefined,
  };
  const transition = { ...deliver(message, delivery), validUntilMs: leasedAtMs + LEASE_MS };
  const target = targetWorkflowId(message);
  for (;;) {
    const result = await dependencies.applier().apply(target, transition);
    if (result.outcome === 'applied') return 'delivered';
    if (result.outcome === 'expired') return undefined;
    if (!(message.kind === 'signal' && isClosing(result))) return 'refused';
    await delay(LIMITS.closingRetryMs);
  }
}

function isClosing(result: Extract<ApplyResult, { outcome: 'refused' }>): boolean {
  return result.refusals[1]?.guard === ARRIVAL_GUARDS.closing;
}

async function endsOf({ store, applier }: Dependencies, sender: Delivery['sender']): Promise<Delivery['senderEnds']> {
  const run = await store.readRun(applier().shardOf(sender.workflowId), sender.workflowId, sender.runId);
  return run && { started: run.started, latest: run.latest };
}

async function park(dependencies: Dependencies, sender: Delivery['sender'], seq: number): Promise<void> {
  dependencies.onError(
    new Error(`message ${seq} of run ${sender.runId} failed ${MAX_ATTEMPTS} times and was parked`),
    'delivering messages',
  );
  await dependencies.applier().apply(sender.workflowId, {
    target: sender,
    alternatives: [
      {
        guards: [{ is: 'outboxHead', seq }],
        effects: [{ do: 'parkOutbox', reason: `failed ${MAX_ATTEMPTS} times` }],
      },
    ],
  });
}
