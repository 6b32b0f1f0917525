/**
 * Owns the conversation with one lane: collects requests of a tick into one message, matches answers with callers,
 * and replaces the lane when it dies.
 *
 * 1. Every request is answered: by the sandbox, or by a failure when the sandbox died.
 * 2. After a death, requests that create their run are sent to the new lane; the request that killed it fails; the
 *    others are answered as lost, because their run has to be replayed first.
 */
import type { Failure } from '@perdure/engine';
import type { Lane, LaneDeath, LaneListener } from './lane';
import { lostFailure } from './lost';
import type { Request } from './protocol';
import type { Reply } from './sandbox';

export interface RunRequest extends Request {
  readonly createsRun: boolean;
}

interface Waiting {
  readonly request: RunRequest;
  readonly resolve: (reply: Reply | null) => void;
}

/** Messages under way before further requests are collected: the thread finds the next when it has answered one. */
const MESSAGES_UNDER_WAY = 2;

export class RunLane {
  /** Runs alive on this lane. */
  readonly runs = new Set<string>();
  readonly #start: (listener: LaneListener) => Lane;
  readonly #onLost: (runIds: readonly string[]) => void;
  readonly #batches: Waiting[][] = [];
  #outbox: Waiting[] = [];
  #flushing = false;
  #answered = 0;
  #lane: Lane;
  #isReady = false;
  #failed = false;
  #closed = false;

  constructor(start: (listener: LaneListener) => Lane, onLost: (runIds: readonly string[]) => void) {
    this.#start = start;
    this.#onLost = onLost;
    this.#lane = this.#open();
  }

  get ready(): Promise<void> {
    return this.#lane.ready;
  }

  request(request: RunRequest): Promise<Reply | null> {
    return new Promise((resolve) => {
      this.#outbox.push({ request, resolve });
      if (this.#failed) this.#lane = this.#open();
      this.#flushSoon();
    });
  }

  tick(): void {
    this.#lane.tick();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const waiting = [...this.#batches.flat(), ...this.#outbox];
    this.#batches.length = 0;
    this.#outbox = [];
    await this.#lane.close();
    for (const { request, resolve } of waiting) resolve(failedReply(lostFailure(request.runId)));
  }

  #open(): Lane {
    this.#isReady = false;
    this.#failed = false;
    this.#answered = 0;
    const lane = this.#start({
      onReplies: (replies) => {
        const batch = this.#batches.shift() ?? [];
        this.#answered += batch.length;
        batch.forEach(({ resolve }, i) => resolve(asReply(replies[i])));
        this.#flush();
      },
      onDeath: (death) => this.#replace(death),
    });
    lane.ready.then(
      () => {
        this.#isReady = true;
        this.#flush();
      },
      (error: unknown) => this.#failAll(error),
    );
    return lane;
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (!this.#isReady || this.#closed || this.#outbox.length === 0 || this.#batches.length >= MESSAGES_UNDER_WAY)
      return;
    const batch = this.#outbox;
    this.#outbox = [];
    this.#batches.push(batch);
    this.#lane.send(batch.map(({ request }) => request));
  }

  #replace({ requestNumber, failure }: LaneDeath): void {
    if (this.#closed || !this.#isReady) return;
    const underWay = this.#batches.splice(0).flat();
    const culprit = requestNumber > 0 ? underWay[requestNumber - this.#answered - 1] : undefined;
    const resent = underWay.filter((waiting) => waiting !== culprit && waiting.request.createsRun);
    const queued = new Set(
      [...resent, ...this.#outbox.filter(({ request }) => request.createsRun)].map(({ request }) => request.runId),
    );
    const lost = [...this.runs].filter((runId) => !queued.has(runId));
    for (const runId of lost) this.runs.delete(runId);
    this.#outbox = [...resent, ...this.#outbox];
    this.#lane = this.#open();
    if (lost.length > 0) this.#onLost(lost);
    for (const waiting of underWay) {
      if (waiting === culprit) waiting.resolve(failedReply(failure));
      else if (!resent.includes(waiting)) waiting.resolve(failedReply(lostFailure(waiting.request.runId)));
    }
  }

  /** A lane that cannot start answers everything that waits for it, and is tried again for the next request. */
  #failAll(error: unknown): void {
    this.#failed = true;
    const failure: Failure = { message: (error as Error).message, source: 'TypeScriptSDK' };
    for (const { resolve } of this.#outbox.splice(0)) resolve(failedReply(failure));
  }
}

const asReply = (answer: string | Reply | null | undefined): Reply | null =>
  typeof answer === 'string' ? { json: answer } : (answer ?? null);

const failedReply = (failure: Failure): Reply => ({ json: JSON.stringify({ status: 'failed', failure }) });
