/** What is refused before anything of a record is written. */
import { checkName } from '../client/check-name';
import { EngineError } from '../errors';
import { LIMITS } from '../limits';
import { NUMBER_MAX } from '../model/record';
import { FIELD_TYPES, type RecordIndex } from '../model/record-index';
import type { RecordChange } from './contract';

/** Zero bytes and the like stand between the parts of what is stored. */
const CONTROL = /[\u0000-\u001f]/;

export function checkChanges(changes: readonly RecordChange[], maxBytes: number): void {
  if (changes.length > LIMITS.recordChanges) {
    throw invalid(`A call changes ${changes.length} fields, ${LIMITS.recordChanges} are allowed: make several calls`);
  }
  let bytes = 0;
  for (const change of changes) {
    checkField(change.field);
    if (change.change === 'set') bytes += Buffer.byteLength(change.value);
    if ('by' in change) checkAmount(change.field, change.by);
  }
  if (bytes <= maxBytes) return;
  throw new EngineError('LIMIT_EXCEEDED', `The fields have ${bytes} bytes, at most ${maxBytes} are allowed`, {
    bytes,
    limitBytes: maxBytes,
  });
}

/** The changes that set these fields. */
export function setChanges(fields: Readonly<Record<string, string>>): RecordChange[] {
  return Object.entries(fields).map(([field, value]) => ({ change: 'set', field, value }));
}

/** In keys, names of entities are followed by a colon. */
export function entityKey(entity: string): string {
  return entity.replaceAll('%', '%25').replaceAll(':', '%3A');
}

/** What `entityKey` was made of. */
export function entityOfKey(key: string): string {
  return key.replaceAll('%3A', ':').replaceAll('%25', '%');
}

export function checkIndex({ name, entities, fields }: RecordIndex): void {
  checkName('name of the index', name);
  if (CONTROL.test(name)) throw invalid(`The name of an index has no control characters: ${JSON.stringify(name)}`);
  if (entities.length === 0) throw invalid(`Index '${name}' is of no entity: name one at least`);
  if (Object.keys(fields).length > LIMITS.recordIndexFields) {
    throw invalid(`Index '${name}' has more than ${LIMITS.recordIndexFields} fields`);
  }
  for (const [field, { type, separator }] of Object.entries(fields)) {
    checkField(field);
    if (!FIELD_TYPES.includes(type)) {
      throw invalid(
        `Field '${field}' of index '${name}' has type '${String(type)}': give it ${FIELD_TYPES.join(', ')}`,
      );
    }
    if (separator !== undefined && [...separator].length !== 1) {
      throw invalid(`The separator of field '${field}' is one character, not '${separator}'`);
    }
  }
}

function checkField(field: string): void {
  checkName('name of a field', field);
  if (field.length > LIMITS.recordFieldLength || CONTROL.test(field)) {
    throw invalid(
      `'${field.slice(0, 100)}' cannot be the name of a field: at most ${LIMITS.recordFieldLength} characters, no control characters`,
    );
  }
}

function checkAmount(field: string, by: number): void {
  if (typeof by === 'number' && Math.abs(by) <= NUMBER_MAX) return;
  throw invalid(`Field '${field}' cannot be changed by ${String(by)}: give a number`);
}

function invalid(problem: string): EngineError {
  return new EngineError('INVALID_ARGUMENT', problem);
}
