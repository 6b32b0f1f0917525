import type { Payload as TemporalPayload } from '@temporalio/common';
import type { PayloadMap } from '@perdure/engine';
import { payloadFromWire, payloadToWire } from './payload';

/** Headers, memo or search attributes for the engine; undefined when there are none. */
export function payloadMapToWire(
  map: Readonly<Record<string, TemporalPayload>> | null | undefined,
): PayloadMap | undefined {
  if (map == null) return undefined;
  const entries = Object.entries(map);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([key, payload]) => [key, payloadToWire(payload)]));
}

/** Headers, memo or search attributes for Temporal's code; empty when there are none. */
export function payloadMapFromWire(map: PayloadMap | undefined): Record<string, TemporalPayload> {
  return Object.fromEntries(Object.entries(map ?? {}).map(([key, payload]) => [key, payloadFromWire(payload)]));
}
