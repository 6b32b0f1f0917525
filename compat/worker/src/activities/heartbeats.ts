/**
 * Owns the way of heartbeat details from the activity to the engine. Throttling is the engine's.
 *
 * 1. Never throws into the activity. Details that cannot be converted cancel it (`onFailed`).
 * 2. Details are handed over in order; while codecs work on one, only the newest of the following is kept.
 * 3. A failure is reported after the last details have been handed over; other results do not wait for them.
 */
import type { LoadedDataConverter } from '@temporalio/common';
import type { SerializationContext } from '@temporalio/common/lib/converter/serialization-context';
import type { Payload } from '@perdure/engine';
import { valueToWire } from '@perdure/common/lib/wire';
import { encoderOf } from '../payloads/codec';

export class Heartbeats {
  readonly #converter: LoadedDataConverter;
  readonly #context: SerializationContext;
  readonly #record: (details: readonly Payload[]) => void;
  readonly #onFailed: (error: unknown) => void;
  #sending: Promise<void> | undefined;
  #next: { details: unknown } | undefined;

  constructor(
    converter: LoadedDataConverter,
    context: SerializationContext,
    record: (details: readonly Payload[]) => void,
    onFailed: (error: unknown) => void,
  ) {
    this.#converter = converter;
    this.#context = context;
    this.#record = record;
    this.#onFailed = onFailed;
  }

  /** Converts and hands over. */
  readonly send = (details?: unknown): void => {
    if (this.#sending !== undefined) {
      this.#next = { details };
      return;
    }
    let payload: Payload;
    try {
      payload = valueToWire(this.#converter.payloadConverter, details, this.#context);
    } catch (error) {
      this.#onFailed(error);
      return;
    }
    const encode = encoderOf(this.#converter.payloadCodecs, this.#context);
    if (encode === undefined) this.#record([payload]);
    else this.#sending = this.#encodeAndRecord(encode([payload]));
  };

  /** Resolves when everything sent has been handed over. */
  async flush(): Promise<void> {
    while (this.#sending !== undefined) await this.#sending;
  }

  /** Forgets what waits for its turn. */
  drop(): void {
    this.#next = undefined;
  }

  async #encodeAndRecord(encoding: Promise<readonly Payload[]>): Promise<void> {
    try {
      this.#record(await encoding);
    } catch (error) {
      this.#onFailed(error);
    }
    this.#sending = undefined;
    const next = this.#next;
    this.#next = undefined;
    if (next !== undefined) this.send(next.details);
  }
}
