import {
  type Payload as TemporalPayload,
  METADATA_ENCODING_KEY,
  encodingKeys,
  encodingTypes,
} from '@temporalio/common';
import type { Payload } from '@perdure/engine';
import { decodeBase64, encodeBase64 } from './base64';
import { decodeUtf8, encodeUtf8 } from './utf8';

type Metadata = Record<string, Uint8Array>;

const JSON_PLAIN = encodingTypes.METADATA_ENCODING_JSON;
const NULL = encodingTypes.METADATA_ENCODING_NULL;

/** Bytes of the encodings every payload has, made once. */
const knownEncodings = new Map<string, Uint8Array>([
  [JSON_PLAIN, encodingKeys.METADATA_ENCODING_JSON],
  [NULL, encodingKeys.METADATA_ENCODING_NULL],
  [encodingTypes.METADATA_ENCODING_RAW, encodingKeys.METADATA_ENCODING_RAW],
]);

/** A Temporal payload as the engine keeps it. Data of the JSON encodings stays text, everything else is base64. */
export function payloadToWire(payload: TemporalPayload): Payload {
  const { encoding, ...rest } = metadataToWire(payload.metadata);
  return { encoding, ...dataToWire(encoding, payload.data), ...rest };
}

/** The engine's payload as Temporal's converters and codecs expect it. Nothing is lost on the way there and back. */
export function payloadFromWire(payload: Payload): TemporalPayload {
  const metadata: Metadata = {};
  if (payload.encoding !== '') {
    metadata[METADATA_ENCODING_KEY] = knownEncodings.get(payload.encoding) ?? encodeUtf8(payload.encoding);
  }
  for (const [key, text] of Object.entries(payload.metadata ?? {})) metadata[key] = encodeUtf8(text);
  for (const [key, text] of Object.entries(payload.binaryMetadata ?? {})) metadata[key] = decodeBase64(text);
  if (payload.data === undefined) return { metadata };
  return { metadata, data: payload.binary ? decodeBase64(payload.data) : encodeUtf8(payload.data) };
}

/** Absent lists become empty ones. */
export function payloadsToWire(payloads: readonly TemporalPayload[] | null | undefined): Payload[] {
  return payloads ? payloads.map(payloadToWire) : [];
}

/** Absent lists become empty ones. */
export function payloadsFromWire(payloads: readonly Payload[] | undefined): TemporalPayload[] {
  return payloads ? payloads.map(payloadFromWire) : [];
}

function dataToWire(encoding: string, data: Uint8Array | null | undefined): Pick<Payload, 'data' | 'binary'> {
  if (data == null || (data.length === 0 && encoding === NULL)) return {};
  const text = encoding.startsWith('json/') ? decodeUtf8(data) : undefined;
  return text === undefined ? { data: encodeBase64(data), binary: true } : { data: text };
}

function metadataToWire(
  source: Metadata | null | undefined,
): Pick<Payload, 'encoding' | 'metadata' | 'binaryMetadata'> {
  let encoding = '';
  let metadata: Record<string, string> | undefined;
  let binaryMetadata: Record<string, string> | undefined;
  for (const [key, bytes] of Object.entries(source ?? {})) {
    const text = bytes === encodingKeys.METADATA_ENCODING_JSON ? JSON_PLAIN : decodeUtf8(bytes);
    if (text === undefined) (binaryMetadata ??= {})[key] = encodeBase64(bytes);
    else if (key === METADATA_ENCODING_KEY && text !== '') encoding = text;
    else (metadata ??= {})[key] = text;
  }
  return { encoding, ...(metadata && { metadata }), ...(binaryMetadata && { binaryMetadata }) };
}
