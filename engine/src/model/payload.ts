/**
 * A value as it is stored and sent between processes: readable JSON, text kept as text.
 *
 * `encoding` is Temporal's `metadata.encoding` ("json/plain", "binary/null", ...). `data` is UTF-8 text, or
 * base64 when `binary` is set; absent when the payload has no data. `metadata` holds every other metadata
 * entry as UTF-8 text; `binaryMetadata` those that are not valid UTF-8, as base64.
 */
export interface Payload {
  readonly encoding: string;
  readonly data?: string;
  readonly binary?: true;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly binaryMetadata?: Readonly<Record<string, string>>;
}

/** Named payloads: headers, memo, search attributes. */
export type PayloadMap = Readonly<Record<string, Payload>>;
