/**
 * Skips the time of a memory server when there is nothing to do but to wait. Owns the decision when, and who sleeps;
 * not the clock, and not what is due: the timer loops see to that.
 *
 * 1. Time is skipped only while somebody has unlocked it and nothing is in hand. Otherwise it passes as real time does.
 * 2. In hand, as the store has it: a workflow task that is scheduled, out or tried again; an activity attempt that is
 *    scheduled or out, unless it sleeps in `sleep`; a message that is not delivered. Nobody is asked and nothing is
 *    estimated, so a worker that still starts up, or is busy with something else, holds the clock as well.
 * 3. Whether it is so is looked at between two turns of the event loop, after everything that was ready has run.
 * 4. A skip goes to the earliest moment at which something is due or a sleep ends, never past it.
 */
import { EngineError } from '../../errors';
import { LOOP_BELL } from './bells';
import type { SkippingClock } from './clock';
import { keyName } from './key-names';
import type { Observer, Shard } from './turn';
import { type AttemptName, nameAttempt, type WorkInHand, workInHand } from './work-in-hand';

const { setImmediate } = globalThis;

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
  readonly fail: (error: Error) => void;
  cancelTimer: () => void;
}

export interface TimeSkipper {
  readonly observer: Observer;
  /** Time may be skipped until the returned function has been called. */
  unlock(): () => void;
  /**
   * Resolves when so much time has passed. Called by an attempt that is out, that attempt is not in hand meanwhile;
   * called by anybody else, it unlocks.
   */
  sleep(durationMs: number, attempt?: AttemptName): Promise<void>;
  /** Nothing is skipped any more, and who sleeps gets an error. */
  close(): void;
}

export function createTimeSkipper(clock: SkippingClock): TimeSkipper {
  return new Skipper(clock);
}

class Skipper implements TimeSkipper {
  readonly #clock: SkippingClock;
  readonly #shards: Shard[] = [];
  readonly #inHand = new Map<string, WorkInHand>();
  readonly #asleep = new Set<string>();
  readonly #sleepers = new Set<Sleeper>();
  #unlocked = 0;
  #willLook = false;
  #closed = false;

  constructor(clock: SkippingClock) {
    this.#clock = clock;
  }

  readonly observer: Observer = {
    shardOpened: (shard) => void this.#shards.push(shard),
    turnEnded: (_shard, runs) => {
      for (const run of runs) {
        const work = workInHand(run);
        if (work) this.#inHand.set(run.runId, work);
        else this.#inHand.delete(run.runId);
      }
      this.#lookSoon();
    },
  };

  unlock(): () => void {
    this.#unlocked += 1;
    this.#lookSoon();
    let locked = false;
    return () => {
      if (!locked) this.#unlocked -= 1;
      locked = true;
    };
  }

  async sleep(durationMs: number, attempt?: AttemptName): Promise<void> {
    if (this.#closed) throw tornDown();
    const name = attempt && this.#isOut(attempt) ? nameAttempt(attempt) : undefined;
    const lock = name === undefined ? this.unlock() : this.#fallAsleep(name);
    await new Promise<void>((resolve, reject) => {
      const end = (settle: () => void) => () => {
        this.#sleepers.delete(sleeper);
        sleeper.cancelTimer();
        lock();
        settle();
        this.#lookSoon();
      };
      const sleeper: Sleeper = {
        atMs: this.#clock.now() + Math.max(0, durationMs),
        wake: end(resolve),
        fail: (error) => end(() => reject(error))(),
        cancelTimer: () => undefined,
      };
      this.#sleepers.add(sleeper);
      this.#arm(sleeper);
    });
  }

  close(): void {
    this.#closed = true;
    for (const sleeper of this.#sleepers) sleeper.fail(tornDown());
  }

  #isOut(attempt: AttemptName): boolean {
    return this.#inHand.get(attempt.runId)?.attempts.includes(nameAttempt(attempt)) ?? false;
  }

  #fallAsleep(attempt: string): () => void {
    this.#asleep.add(attempt);
    this.#lookSoon();
    return () => this.#asleep.delete(attempt);
  }

  #lookSoon(): void {
    if (this.#willLook || this.#closed || this.#unlocked === 0) return;
    this.#willLook = true;
    setImmediate(() => {
      this.#willLook = false;
      if (!this.#closed && this.#unlocked > 0 && this.#isIdle()) this.#skip();
    });
  }

  #isIdle(): boolean {
    for (const { own, attempts } of this.#inHand.values()) {
      if (own || attempts.some((attempt) => !this.#asleep.has(attempt))) return false;
    }
    return true;
  }

  /** What is due already is in the hands of a timer loop, which ends its work with a turn. */
  #skip(): void {
    const due = this.#shards.map(({ keys }) => keys.zset(keyName('due'))?.first()?.score ?? Infinity);
    const nextMs = Math.min(...due, ...[...this.#sleepers].map(({ atMs }) => atMs));
    if (nextMs === Infinity || nextMs <= this.#clock.now()) return;
    this.#clock.skipTo(nextMs);
    for (const { bells } of this.#shards) {
      bells.ring(LOOP_BELL);
      bells.serve();
    }
    for (const sleeper of this.#sleepers) this.#arm(sleeper);
  }

  #arm(sleeper: Sleeper): void {
    sleeper.cancelTimer();
    sleeper.cancelTimer = this.#clock.setTimer(sleeper.atMs - this.#clock.now(), () => {
      if (sleeper.atMs <= this.#clock.now()) sleeper.wake();
      else this.#arm(sleeper);
    });
  }
}

function tornDown(): EngineError {
  return new EngineError('UNAVAILABLE', 'The test environment was torn down while somebody slept in it');
}
