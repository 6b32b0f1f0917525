import type { Payload, PayloadMap } from '../model/payload';
import type { Codec, Json } from './temporal-json';
import { isObject, MalformedJson, objectIn, textIn, withoutAbsent } from './temporal-json';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that these bytes are; undefined when they are none. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Bytes are base64 there; here data of the JSON encodings and metadata stay text where they are text. */
export const payload: Codec<Payload> = {
  write: ({ encoding, data, binary, metadata, binaryMetadata }) => {
    const entries = Object.entries({ ...(encoding !== '' && { encoding }), ...metadata });
    const text = entries.map(([key, value]) => [key, base64(value)] as const);
    return {
      metadata: { ...Object.fromEntries(text), ...binaryMetadata },
      data: data === undefined ? undefined : binary ? data : base64(data),
    };
  },
  read: (json) => {
    const { metadata, data } = objectIn(json);
    const { encoding, ...rest } = metadataIn(metadata);
    return { encoding, ...dataIn(encoding, data), ...rest };
  },
};

export const payloads: Codec<readonly Payload[]> = {
  write: (values) => ({ payloads: values.map(payload.write) }),
  read: (json) => {
    const list = isObject(json) ? (json['payloads'] ?? []) : json;
    if (!isObject(json) || !Array.isArray(list)) {
      const expected = 'a list of payloads; histories for replay are written with --no-json-shorthand-payloads';
      throw new MalformedJson(json, expected);
    }
    return list.map((item) => payload.read(item as Json) as Payload);
  },
};

export const payloadMap: Codec<PayloadMap> = {
  write: (map) => Object.fromEntries(Object.entries(map).map(([key, value]) => [key, payload.write(value)])),
  read: (json) =>
    Object.fromEntries(Object.entries(objectIn(json)).map(([key, value]) => [key, payload.read(value) as Payload])),
};

function dataIn(encoding: string, data: Json): Pick<Payload, 'data' | 'binary'> {
  if (data === undefined || data === null) return {};
  const bytes = Buffer.from(textIn(data), 'base64');
  const text = encoding.startsWith('json/') ? textOf(bytes) : undefined;
  return text === undefined ? { data: bytes.toString('base64'), binary: true } : { data: text };
}

function metadataIn(json: Json): Pick<Payload, 'encoding' | 'metadata' | 'binaryMetadata'> {
  const metadata: Record<string, string> = {};
  const binaryMetadata: Record<string, string> = {};
  for (const [key, value] of Object.entries(objectIn(json ?? {}))) {
    const bytes = Buffer.from(textIn(value), 'base64');
    const text = textOf(bytes);
    if (text === undefined) binaryMetadata[key] = bytes.toString('base64');
    else metadata[key] = text;
  }
  const { encoding = '', ...rest } = metadata;
  return withoutAbsent({
    encoding,
    metadata: Object.keys(rest).length > 0 ? rest : undefined,
    binaryMetadata: Object.keys(binaryMetadata).length > 0 ? binaryMetadata : undefined,
  });
}
