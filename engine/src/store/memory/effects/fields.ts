import { invariant } from '../../../invariant';
import type { HashName } from '../../../model/transition';
import { hashKey } from '../guards';
import { TERMS_FIELD } from '../../index-entries';
import { keyName } from '../key-names';
import { noteEntries } from '../list-index';
import { type Applying, type Apply, registerRun } from './context';

export const set: Apply<'set'> = (applying, { hash, field, value }) => {
  applying.turn.keys.hset(keyOf(applying, hash), field, value);
};

export const stamp: Apply<'stamp'> = (applying, { hash, field }) => {
  applying.turn.keys.hset(keyOf(applying, hash), field, String(applying.turn.now));
};

export const unset: Apply<'unset'> = (applying, { hash, fields }) => {
  const key = keyOf(applying, hash);
  for (const field of fields) applying.turn.keys.hdel(key, field);
};

export const setAttribute: Apply<'setAttribute'> = (applying, { name, value, type, terms = [] }) => {
  const run = registerRun(applying);
  noteEntries(applying.indexed, run);
  run.unset(`sa:${name}`, TERMS_FIELD + name);
  if (value === undefined) return;
  run.set(`sa:${name}`, value);
  run.set(TERMS_FIELD + name, terms.join('\0'));
  const { keys } = applying.turn;
  const types = keyName('attributeTypes');
  if (type !== undefined && keys.hget(types, name) === undefined) keys.hset(types, name, type);
};

function keyOf({ register }: Applying, hash: HashName): string {
  const key = hashKey(register, hash);
  invariant(key !== undefined, `a field of an unknown run of ${register.workflowId}`);
  return key;
}
