/**
 * What a run is found by in lists: entries `<what><value>\0<place>` of the sorted set `vis:<kind>`. A place is the start
 * of the run, counted down so that the newest comes first, and its run id; it never changes. `index-entries.lua` does
 * the same.
 */
import type { RunFields } from './codec';

/** First letters of entries. `attribute` is followed by the name and a zero byte. */
export const ENTRY_START = {
  id: 'I',
  type: 'T',
  queue: 'Q',
  status: 'S',
  parent: 'P',
  closed: 'C',
  attribute: '@',
} as const;

/** Starts are counted down from here; 13 digits until the year 2255. */
const LAST_MS = 9_999_999_999_999;

/** Digits of a place before the run id. */
const PLACE_DIGITS = 13;

/** The first part of the place of what started at this moment. */
export function placeOf(startMs: number): string {
  return String(LAST_MS - Math.min(LAST_MS, Math.max(0, startMs))).padStart(PLACE_DIGITS, '0');
}

/** The moment that a place stands for, and the run. */
export function readPlace(place: string): { readonly startMs: number; readonly runId: string } {
  return { startMs: LAST_MS - Number(place.slice(0, PLACE_DIGITS)), runId: place.slice(PLACE_DIGITS) };
}

/** The value of an entry of `closed`: digits that sort as the moments do. */
export function closedValue(closedMs: number): string {
  return String(Math.min(LAST_MS, Math.max(0, closedMs))).padStart(PLACE_DIGITS, '0');
}

/** The sorted set of the run's kind, without the shard's prefix. */
export function kindOf(run: RunFields): string {
  return run['kind'] ?? 'workflow';
}

/** Fields of search attributes' terms, which zero bytes separate. */
export const TERMS_FIELD = 'ix:';

export function indexEntries(run: RunFields, runId: string): string[] {
  const place = `\0${placeOf(Number(run['started']))}${runId}`;
  const entries = [
    ENTRY_START.id + (run['id'] ?? ''),
    ENTRY_START.type + (run['type'] ?? ''),
    ENTRY_START.queue + (run['queue'] ?? ''),
    ENTRY_START.status + (run['status'] ?? ''),
  ];
  const { parentId, closed } = run;
  if (parentId !== undefined) entries.push(ENTRY_START.parent + parentId);
  if (closed !== undefined) entries.push(ENTRY_START.closed + closedValue(Number(closed)));
  for (const [field, terms] of Object.entries(run)) {
    if (field.startsWith(TERMS_FIELD)) entries.push(...attributeEntries(field.slice(TERMS_FIELD.length), terms));
  }
  return entries.map((entry) => entry + place);
}

function attributeEntries(name: string, terms: string): string[] {
  return terms === '' ? [] : terms.split('\0').map((term) => `${ENTRY_START.attribute}${name}\0${term}`);
}
