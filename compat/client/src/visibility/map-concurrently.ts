/**
 * Maps what an iterable brings, several at a time; results come in the order in which they are ready. Owns the source:
 * it is ended when the consumer stops or a mapping fails.
 *
 * 1. Never more than `concurrency` mappings run, and no new one begins while `bufferLimit` results wait for the consumer.
 * 2. The first error ends everything and reaches the consumer; what still runs then is waited for.
 */
export interface MapOptions {
  /** Default 5. */
  readonly concurrency?: number;
  /** Results that may wait for the consumer. Default: as many as run at a time. */
  readonly bufferLimit?: number;
}

export async function* mapConcurrently<A, B>(
  source: AsyncIterable<A>,
  map: (item: A) => Promise<B>,
  options: MapOptions = {},
): AsyncGenerator<B, void> {
  const workshop = new Workshop(source[Symbol.asyncIterator](), map, options);
  try {
    for (let next = await workshop.take(); next; next = await workshop.take()) yield next.value;
  } finally {
    await workshop.close();
  }
}

class Workshop<A, B> {
  readonly #source: AsyncIterator<A>;
  readonly #map: (item: A) => Promise<B>;
  readonly #concurrency: number;
  readonly #bufferLimit: number;
  readonly #running = new Set<Promise<void>>();
  readonly #ready: { readonly value: B }[] = [];
  #failure: { readonly error: unknown } | undefined;
  #reading: Promise<void> | undefined;
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(source: AsyncIterator<A>, map: (item: A) => Promise<B>, options: MapOptions) {
    const { concurrency = 5, bufferLimit = concurrency } = options;
    checkCount('concurrency', concurrency, 1);
    checkCount('bufferLimit', bufferLimit, 0);
    this.#source = source;
    this.#map = map;
    this.#concurrency = concurrency;
    this.#bufferLimit = bufferLimit;
  }

  /** The next result; undefined: that was all. */
  async take(): Promise<{ readonly value: B } | undefined> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      const next = this.#ready.shift();
      this.#begin();
      if (next) return next;
      if (this.#ended && this.#running.size === 0) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.#reading;
    await Promise.all(this.#running);
    await this.#source.return?.();
  }

  #begin(): void {
    const isFull = this.#running.size >= this.#concurrency || this.#ready.length > this.#bufferLimit;
    if (this.#reading || this.#ended || this.#failure || isFull) return;
    this.#reading = this.#read().finally(() => {
      this.#reading = undefined;
      this.#begin();
      this.#wake();
    });
  }

  async #read(): Promise<void> {
    try {
      const item = await this.#source.next();
      if (item.done) this.#ended = true;
      else if (!this.#ended) this.#start(item.value);
    } catch (error) {
      this.#failure ??= { error };
    }
  }

  #start(item: A): void {
    const mapping = this.#map(item)
      .then(
        (value) => void this.#ready.push({ value }),
        (error: unknown) => void (this.#failure ??= { error }),
      )
      .finally(() => {
        this.#running.delete(mapping);
        this.#begin();
        this.#wake();
      });
    this.#running.add(mapping);
  }
}

function checkCount(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new TypeError(`${name} is ${value}: give a whole number, at least ${least}`);
}
