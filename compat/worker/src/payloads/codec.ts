import type { PayloadCodec } from '@temporalio/common';
import type { SerializationContext } from '@temporalio/common/lib/converter/serialization-context';
import type { Payload } from '@perdure/engine';
import { payloadsFromWire, payloadsToWire } from '@perdure/common/lib/wire';

/** Turns a list of payloads into another: one direction of a chain of codecs. */
export type PayloadTransform = (payloads: readonly Payload[]) => Promise<readonly Payload[]>;

/** Codecs in order. `undefined` without codecs, so that callers can leave the whole walk out. */
export function encoderOf(
  codecs: readonly PayloadCodec[],
  context?: SerializationContext,
): PayloadTransform | undefined {
  return transformOf(codecs, (codec, payloads) => codec.encode(payloads, context));
}

/** Codecs in reverse order. `undefined` without codecs. */
export function decoderOf(
  codecs: readonly PayloadCodec[],
  context?: SerializationContext,
): PayloadTransform | undefined {
  return transformOf([...codecs].reverse(), (codec, payloads) => codec.decode(payloads, context));
}

type TemporalPayloads = ReturnType<typeof payloadsFromWire>;

function transformOf(
  codecs: readonly PayloadCodec[],
  apply: (codec: PayloadCodec, payloads: TemporalPayloads) => Promise<TemporalPayloads>,
): PayloadTransform | undefined {
  if (codecs.length === 0) return undefined;
  return async (payloads) => {
    if (payloads.length === 0) return payloads;
    let current = payloadsFromWire(payloads);
    for (const codec of codecs) current = await apply(codec, current);
    return payloadsToWire(current);
  };
}
