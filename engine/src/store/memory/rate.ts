import { keyName } from './key-names';
import type { Turn } from './turn';

/** A token bucket for the activities of one task queue: as many at once as may start in a second, at least one. */
export class RateLimit {
  readonly #turn: Turn;
  readonly #key: string;
  readonly #perSecond: number;
  readonly #capacity: number;
  #tokens: number;

  constructor(turn: Turn, taskQueue: string, perSecond: number) {
    this.#turn = turn;
    this.#key = keyName('rate', taskQueue);
    this.#perSecond = perSecond;
    this.#capacity = Math.max(1, perSecond);
    const at = Number(turn.keys.hget(this.#key, 'at') ?? 0);
    const before = Number(turn.keys.hget(this.#key, 'tokens') ?? 0);
    const gained = (Math.max(0, turn.now - at) * perSecond) / 1000;
    this.#tokens = Math.min(this.#capacity, before + gained);
  }

  available(): number {
    return Math.floor(this.#tokens);
  }

  spend(count: number): void {
    this.#tokens -= count;
    this.#turn.keys.hset(this.#key, 'tokens', String(this.#tokens));
    this.#turn.keys.hset(this.#key, 'at', String(this.#turn.now));
    this.#turn.keys.expireIn(this.#key, Math.ceil((this.#capacity * 1000) / this.#perSecond));
  }

  retryInMs(): number {
    return Math.max(1, Math.ceil(((1 - this.#tokens) * 1000) / this.#perSecond));
  }
}
