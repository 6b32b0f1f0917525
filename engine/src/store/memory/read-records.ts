/** Reads records, and the definitions of their indexes, which it changes. */
import { INDEX_FIELD, recordIndexesOf } from '../codec';
import type { IndexChange, RecordIndexes, RecordRequest, Row } from '../contract';
import { LIMITS } from '../limits';
import { NOTE } from '../record-terms';
import { keyName } from './key-names';
import type { Turn } from './turn';

export function readRecords({ keys }: Turn, { names, fields }: RecordRequest): (Row | undefined)[] {
  const rows: (Row | undefined)[] = [];
  let room: number = LIMITS.replyBytes;
  for (const name of names) {
    const exists = keys.hget(keyName('recordNotes', name), NOTE.place) !== undefined;
    const row = exists ? chosen(keys.fields(keyName('record', name)), fields) : undefined;
    for (const value of Object.values(row ?? {})) room -= Buffer.byteLength(value);
    if (room < 0 && rows.length > 0) break;
    rows.push(row);
  }
  return rows;
}

export function recordIndexes({ keys }: Turn): RecordIndexes {
  return recordIndexesOf(keys.fields(keyName('recordIndexes')));
}

export function defineIndex(turn: Turn, { name, definition, version, next }: IndexChange): boolean {
  if (recordIndexes(turn).version !== version) return false;
  const key = keyName('recordIndexes');
  if (definition === '') turn.keys.hdel(key, INDEX_FIELD + name);
  else turn.keys.hset(key, INDEX_FIELD + name, definition);
  turn.keys.hset(key, 'version', String(next));
  return true;
}

function chosen(row: Row, fields: readonly string[]): Row {
  if (fields.length === 1 && fields[0] === '*') return row;
  return Object.fromEntries(fields.flatMap((field) => (row[field] === undefined ? [] : [[field, row[field]]])));
}
