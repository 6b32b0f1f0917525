/** Keeps the entries of runs in the list index as their fields say, and reads it. */
import type { EntryRange, EntryRequest, RowRequest } from '../contract';
import { LIMITS } from '../limits';
import { indexEntries, kindOf } from '../index-entries';
import { keyName } from './key-names';
import type { Run } from './run';
import type { Turn } from './turn';

/** What runs were found by before a transition changed what they are found by. */
export type Indexed = Map<Run, readonly string[]>;

/** Call before the change; a new run had no entries. */
export function noteEntries(indexed: Indexed, run: Run, isNew = false): void {
  if (!indexed.has(run)) indexed.set(run, isNew ? [] : indexEntries(run.fields(), run.runId));
}

/** At the end of a transition. */
export function writeEntries(indexed: Indexed): void {
  for (const [run, before] of indexed) {
    const { keys } = run.turn;
    const key = keyName('visibility', kindOf(run.fields()));
    const after = new Set(indexEntries(run.fields(), run.runId));
    for (const entry of before) if (!after.has(entry)) keys.zrem(key, entry);
    for (const entry of after) keys.zadd(key, entry, 0);
  }
}

export function removeEntries(run: Run): void {
  const fields = run.fields();
  for (const entry of indexEntries(fields, run.runId)) {
    run.turn.keys.zrem(keyName('visibility', kindOf(fields)), entry);
  }
}

export function listEntries({ keys }: Turn, { kind, ranges, limit, reverse, whole }: EntryRequest): string[][] {
  const set = keys.zset(keyName('visibility', kind));
  return ranges.map(({ min, max }) => {
    const entries = set?.between(min, max, limit, reverse) ?? [];
    return whole ? entries : entries.map((entry) => entry.slice(entry.lastIndexOf('\0') + 1));
  });
}

export function countEntries({ keys }: Turn, kind: string, ranges: readonly EntryRange[]): number[] {
  const set = keys.zset(keyName('visibility', kind));
  return ranges.map(({ min, max }) => set?.countBetween(min, max) ?? 0);
}

/** Rows in the order of the run ids, null for what is gone; fewer than asked for when they are larger than a reply. */
export function readRows(turn: Turn, { runIds, fields }: RowRequest): (readonly string[] | null)[] {
  const rows: (readonly string[] | null)[] = [];
  let room: number = LIMITS.replyBytes;
  for (const runId of runIds) {
    const run = turn.run(runId);
    const row = run ? rowOf(run, fields) : null;
    room -= row?.reduce((sum, value, at) => sum + (at % 2) * Buffer.byteLength(value), 0) ?? 0;
    if (room < 0 && rows.length > 0) break;
    rows.push(row);
  }
  return rows;
}

export function attributeTypes({ keys }: Turn): Readonly<Record<string, string>> {
  return keys.fields(keyName('attributeTypes'));
}

/** Names and values in turn, what is absent left out. */
function rowOf(run: Run, fields: readonly string[]): readonly string[] {
  return fields.flatMap((field) => {
    if (field === '*') return Object.entries(run.fields()).flat();
    if (field === '@length') return [field, String(run.historyLength)];
    const value = field === '@started' ? run.entry(1) : run.get(field);
    return value === undefined ? [] : [field, value];
  });
}
