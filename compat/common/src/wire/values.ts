/**
 * Values to engine payloads and back through a payload converter. What the default converter makes of plain JSON is
 * done here without the detour over bytes; everything else goes through the converter.
 */
import {
  type PayloadConverter,
  RawValue,
  defaultPayloadConverter,
  encodingTypes,
  fromPayloadWithTypeInfo,
  toPayloadWithTypeInfo,
} from '@temporalio/common';
import type { SerializationContext } from '@temporalio/common/lib/converter/serialization-context';
import type { TypeInfo } from '@temporalio/common/lib/type-info';
import type { Payload, PayloadMap } from '@perdure/engine';
import { payloadFromWire, payloadToWire } from './payload';

const JSON_PLAIN = encodingTypes.METADATA_ENCODING_JSON;
const NULL = encodingTypes.METADATA_ENCODING_NULL;

/** One value as an engine payload. Throws what the converter throws (`ValueError` for what it cannot convert). */
export function valueToWire(
  converter: PayloadConverter,
  value: unknown,
  context?: SerializationContext,
  typeInfo?: TypeInfo,
): Payload {
  if (converter === defaultPayloadConverter && typeInfo === undefined) {
    if (value === undefined) return { encoding: NULL };
    const json = plainJson(value);
    if (json !== undefined) return { encoding: JSON_PLAIN, data: json };
  }
  return payloadToWire(toPayloadWithTypeInfo(converter, value, context, typeInfo));
}

/** The value of an engine payload. */
export function valueFromWire(
  converter: PayloadConverter,
  payload: Payload,
  context?: SerializationContext,
  typeInfo?: TypeInfo,
): unknown {
  if (converter === defaultPayloadConverter && typeInfo === undefined && !payload.binary) {
    if (payload.encoding === JSON_PLAIN && payload.data !== undefined) return JSON.parse(payload.data) as unknown;
    if (payload.encoding === NULL) return undefined;
  }
  return fromPayloadWithTypeInfo(converter, payloadFromWire(payload), context, typeInfo);
}

/** Arguments as engine payloads, one for each. */
export function valuesToWire(
  converter: PayloadConverter,
  values: readonly unknown[],
  context?: SerializationContext,
  types?: readonly TypeInfo[],
): Payload[] {
  return values.map((value, index) => valueToWire(converter, value, context, types?.[index]));
}

/** Arguments back from engine payloads; each call decodes anew. */
export function valuesFromWire(
  converter: PayloadConverter,
  payloads: readonly Payload[] | undefined,
  context?: SerializationContext,
  types?: readonly TypeInfo[],
): unknown[] {
  return (payloads ?? []).map((payload, index) => valueFromWire(converter, payload, context, types?.[index]));
}

/** Named values (a memo) as engine payloads. */
export function mapToWire(
  converter: PayloadConverter,
  values: Readonly<Record<string, unknown>>,
  context?: SerializationContext,
): PayloadMap {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, valueToWire(converter, value, context)]),
  );
}

/** Named values back; empty when there are none. */
export function mapFromWire(
  converter: PayloadConverter,
  map: PayloadMap | undefined,
  context?: SerializationContext,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(map ?? {}).map(([key, payload]) => [key, valueFromWire(converter, payload, context)]),
  );
}

/** JSON of what the default converter would turn into JSON; undefined leaves it to the converter (and its errors). */
function plainJson(value: unknown): string | undefined {
  if (typeof value === 'object' && (value instanceof Uint8Array || value instanceof RawValue)) return undefined;
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
