/** Baggage of OpenTelemetry as a text, in the words of W3C Baggage. What goes over its limits is left out. */
import type { Baggage, BaggageEntry } from '@opentelemetry/api';
import { loadApi } from './open-telemetry';

const MAX_ENTRIES = 180;
const MAX_ENTRY_BYTES = 4_096;
const MAX_BYTES = 8_192;

export function baggageText(baggage: Baggage): string {
  const entries = baggage.getAllEntries().map(entryText);
  const kept = entries.filter((entry) => Buffer.byteLength(entry) <= MAX_ENTRY_BYTES).slice(0, MAX_ENTRIES);
  return kept.reduce((text, entry) => {
    const longer = text === '' ? entry : `${text},${entry}`;
    return Buffer.byteLength(longer) <= MAX_BYTES ? longer : text;
  }, '');
}

function entryText([key, { value, metadata }]: [string, BaggageEntry]): string {
  const pair = `${encodeURIComponent(key)}=${encodeURIComponent(value)}`;
  return metadata === undefined ? pair : `${pair};${metadata.toString()}`;
}

/** Undefined when there is nothing to read in it. */
export function readBaggage(text: string): Baggage | undefined {
  const entries = text.split(',').flatMap(readEntry);
  return entries.length === 0 ? undefined : loadApi().propagation.createBaggage(Object.fromEntries(entries));
}

/** From outside: an entry that cannot be read is left out. */
function readEntry(text: string): [string, BaggageEntry][] {
  const [, key, value, metadata] = /^\s*([^=;\s]+)\s*=\s*([^;]*?)\s*(?:;(.*))?$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) return [];
  try {
    const entry = { value: decodeURIComponent(value) };
    const more = metadata && { metadata: loadApi().baggageEntryMetadataFromString(metadata) };
    return [[decodeURIComponent(key), { ...entry, ...more }]];
  } catch {
    return [];
  }
}
