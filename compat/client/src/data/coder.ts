/**
 * Values between user code and the engine: payload converter, then codecs, then the engine's form; and back. One coder
 * for each client. Without codecs nothing is awaited on the way of plain JSON values.
 */
import type { Failure, Payload, PayloadMap } from '@perdure/engine';
import {
  errorToWire,
  failureFromWire,
  failureToWire,
  payloadFromWire,
  payloadToWire,
  payloadsFromWire,
  payloadsToWire,
  valueFromWire,
  valueToWire,
  valuesToWire,
} from '@perdure/common/lib/wire';
import type { LoadedDataConverter, Payload as TemporalPayload, ProtoFailure, TypeInfo } from '@temporalio/common';
import type { SerializationContext } from '@temporalio/common/lib/converter/serialization-context';
import { toPayloadWithTypeInfo, toPayloadsWithContext } from '@temporalio/common/lib/converter/payload-converter';
import * as codecs from '@temporalio/common/lib/internal-non-workflow/codec-helpers';
import { checkSize } from './limits';

type Context = SerializationContext | undefined;

export class Coder {
  readonly converter: LoadedDataConverter;
  private readonly maxPayloadBytes: () => number;

  /** `maxPayloadBytes` is the connection's, which a client may not look at before its first call. */
  constructor(converter: LoadedDataConverter, maxPayloadBytes: () => number) {
    this.converter = converter;
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /** Arguments as payloads, one for each. ValueError for what cannot be converted, PayloadTooLargeError. */
  async encodeAll(
    values: readonly unknown[],
    what: string,
    context?: Context,
    types?: readonly TypeInfo[],
  ): Promise<readonly Payload[]> {
    const payloads = this.hasCodecs
      ? await this.throughCodecs(values, context, types)
      : this.plain(values, context, types);
    checkSize(payloads, this.maxPayloadBytes(), what);
    return payloads;
  }

  /** Named values (a memo); undefined when there are none. */
  async encodeMap(
    values: Readonly<Record<string, unknown>> | undefined,
    what: string,
    context?: Context,
  ): Promise<PayloadMap | undefined> {
    if (values === undefined) return undefined;
    const entries = await Promise.all(
      Object.entries(values).map(async ([name, value]) => [name, await this.encodeOne(value, context)] as const),
    );
    checkSize(
      entries.map(([, payload]) => payload),
      this.maxPayloadBytes(),
      what,
    );
    return Object.fromEntries(entries);
  }

  /** One value, without a check of its size. */
  async encodeOne(value: unknown, context?: Context): Promise<Payload> {
    const { payloadConverter } = this.converter;
    if (!this.hasCodecs) return valueToWire(payloadConverter, value, context);
    const payload = toPayloadWithTypeInfo(payloadConverter, value, context, undefined);
    const [encoded] = await codecs.encode(this.converter.payloadCodecs, [payload], context);
    if (encoded === undefined) throw new TypeError('A payload codec returned fewer payloads than it was given');
    return payloadToWire(encoded);
  }

  /** The first value: results carry one. Undefined when there is none. */
  async decodeFirst(payloads: readonly Payload[] | undefined, context?: Context, type?: TypeInfo): Promise<unknown> {
    const first = payloads?.[0];
    if (first === undefined) return undefined;
    if (!this.hasCodecs) return valueFromWire(this.converter.payloadConverter, first, context, type);
    return codecs.decodeFromPayloadsAtIndex(this.converter, 0, [payloadFromWire(first)], context, type);
  }

  /** All values, in order. */
  async decodeAll(payloads: readonly Payload[] | undefined, context?: Context): Promise<unknown[]> {
    return codecs.decodeArrayFromPayloads(this.converter, payloadsFromWire(payloads), context);
  }

  /** An error as a failure: failure converter, then codecs on everything in it that is a payload. */
  async encodeError(error: unknown, context?: Context): Promise<Failure> {
    if (!this.hasCodecs) return errorToWire(this.converter, error, context);
    return failureToWire(await codecs.encodeErrorToFailure(this.converter, error, context));
  }

  /** The error of a failure, with its causes. */
  async decodeError(failure: Failure, context?: Context): Promise<Error> {
    return this.decodeProtoError(failureFromWire(failure), context);
  }

  /** The same from Temporal's form, which interceptors see. */
  async decodeProtoError(failure: ProtoFailure, context?: Context): Promise<Error> {
    const decoded = this.hasCodecs
      ? await codecs.decodeFailure(this.converter.payloadCodecs, failure, context)
      : failure;
    return this.converter.failureConverter.failureToError(decoded, this.converter.payloadConverter, context);
  }

  /** The first value of payloads in Temporal's form. */
  async decodeProtoFirst(
    payloads: readonly TemporalPayload[] | null | undefined,
    context?: Context,
    type?: TypeInfo,
  ): Promise<unknown> {
    if (!payloads?.length) return undefined;
    return codecs.decodeFromPayloadsAtIndex(this.converter, 0, [...payloads], context, type);
  }

  private get hasCodecs(): boolean {
    return this.converter.payloadCodecs.length > 0;
  }

  private plain(values: readonly unknown[], context: Context, types?: readonly TypeInfo[]): readonly Payload[] {
    return valuesToWire(this.converter.payloadConverter, values, context, types);
  }

  private async throughCodecs(
    values: readonly unknown[],
    context: Context,
    types?: readonly TypeInfo[],
  ): Promise<readonly Payload[]> {
    const payloads = toPayloadsWithContext(this.converter.payloadConverter, context, [...values], types) ?? [];
    if (payloads.length === 0) return [];
    return payloadsToWire(await codecs.encode(this.converter.payloadCodecs, payloads, context));
  }
}
