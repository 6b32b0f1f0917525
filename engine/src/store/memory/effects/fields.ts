import { invariant } from '../../../invariant';
import type { HashName } from '../../../model/transition';
import { hashKey } from '../guards';
import type { Applying, Apply } from './context';

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

function keyOf({ register }: Applying, hash: HashName): string {
  const key = hashKey(register, hash);
  invariant(key !== undefined, `a field of an unknown run of ${register.workflowId}`);
  return key;
}
