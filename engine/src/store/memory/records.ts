/** Records of one turn: fields, notes and entries of the list index. Their rules are those of store-semantics.md. */
import { placeOf } from '../index-entries';
import { NOTE, RECORD_ENTRY, recordName } from '../record-terms';
import { keyName } from './key-names';
import type { Turn } from './turn';

const KIND = 'record';

/** The record of a workflow id. */
export class RecordFields {
  readonly #turn: Turn;
  readonly #fields: string;
  readonly #notes: string;

  constructor(turn: Turn, entity: string, workflowId: string) {
    const name = recordName(entity, workflowId);
    this.#turn = turn;
    this.#fields = keyName('record', name);
    this.#notes = keyName('recordNotes', name);
    if (this.#note(NOTE.place) !== undefined) return;
    turn.keys.hset(this.#notes, NOTE.place, placeOf(turn.now) + name);
    turn.keys.hset(keyName('current', workflowId), 'record', entity);
    this.#index(`${RECORD_ENTRY.entity}${entity}`);
  }

  get(field: string): string | undefined {
    return this.#turn.keys.hget(this.#fields, `_${field}`);
  }

  set(field: string, value: string): void {
    this.#turn.keys.hset(this.#fields, `_${field}`, value);
  }

  unset(field: string): void {
    this.#turn.keys.hdel(this.#fields, `_${field}`);
  }

  setTerms(field: string, terms: readonly string[]): void {
    const { keys } = this.#turn;
    const name = NOTE.terms + field;
    for (const term of termsIn(this.#note(name))) {
      keys.zrem(keyName('visibility', KIND), entry(RECORD_ENTRY.field + term, this.#place));
    }
    for (const term of terms) this.#index(RECORD_ENTRY.field + term);
    if (terms.length > 0) keys.hset(this.#notes, name, terms.join('\0'));
    else keys.hdel(this.#notes, name);
  }

  forget(steps: readonly string[]): void {
    for (const step of steps) this.#turn.keys.hdel(this.#notes, NOTE.step + step);
  }

  get #place(): string {
    return this.#note(NOTE.place) ?? '';
  }

  #note(name: string): string | undefined {
    return this.#turn.keys.hget(this.#notes, name);
  }

  #index(what: string): void {
    this.#turn.keys.zadd(keyName('visibility', KIND), entry(what, this.#place), 0);
  }
}

/** A new chain begins under the id, or its last run goes. */
export function dropRecord({ keys }: Turn, workflowId: string): void {
  const current = keyName('current', workflowId);
  const entity = keys.hget(current, 'record');
  if (entity === undefined) return;
  const name = recordName(entity, workflowId);
  const notes = keys.fields(keyName('recordNotes', name));
  const place = notes[NOTE.place] ?? '';
  const terms = Object.entries(notes).filter(([note]) => note.startsWith(NOTE.terms));
  const found = terms.flatMap(([, value]) => termsIn(value).map((term) => RECORD_ENTRY.field + term));
  for (const what of [RECORD_ENTRY.entity + entity, ...found]) {
    keys.zrem(keyName('visibility', KIND), entry(what, place));
  }
  keys.delete(keyName('record', name));
  keys.delete(keyName('recordNotes', name));
  keys.hdel(current, 'record');
}

function termsIn(note: string | undefined): readonly string[] {
  return note === undefined || note === '' ? [] : note.split('\0');
}

function entry(what: string, place: string): string {
  return `${what}\0${place}`;
}
