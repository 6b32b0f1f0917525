import type { Payload } from '@perdure/engine';

/** Values as payloads of JSON; `undefined` is its own. */
export function payloadsFromJson(values: readonly unknown[]): readonly Payload[] {
  return values.map((value) => ({ encoding: 'json/plain', data: JSON.stringify(value) }));
}

/** The value of a payload that a worker has made: JSON, or nothing. */
export function payloadFromJson(payload: Payload | undefined): unknown {
  return payload?.encoding === 'json/plain' ? JSON.parse(payload.data ?? 'null') : undefined;
}
