/** What must hold before anything is written. Each check answers what it found instead, or undefined when it holds. */
import { numberOf } from '../../model/record';
import type { Guard, GuardKind, HashName, Refusal } from '../../model/transition';
import { recordName } from '../record-terms';
import { keyName } from './key-names';
import type { Keyspace } from './keyspace';
import type { Run } from './run';

/** The run that guards and effects speak of; empty while the run is unknown. */
export interface Register {
  readonly workflowId: string;
  readonly run?: Run;
}

type Found = Pick<Refusal, 'actual'> | undefined;
type GuardOf<K extends GuardKind> = Extract<Guard, { is: K }>;
type Check<K extends GuardKind> = (keys: Keyspace, register: Register, guard: GuardOf<K>) => Found;

/** Undefined when the guard holds. */
export function failure(keys: Keyspace, register: Register, guard: Guard): Found {
  return (checks[guard.is] as Check<GuardKind>)(keys, register, guard);
}

/** The first guard that fails. */
export function firstFailure(keys: Keyspace, register: Register, guards: readonly Guard[]): Refusal | undefined {
  for (const [guard, one] of guards.entries()) {
    const found = failure(keys, register, one);
    if (found) return { guard, actual: found.actual };
  }
  return undefined;
}

/** The key of a hash of the register; undefined while the register is empty. */
export function hashKey(register: Register, hash: HashName): string | undefined {
  if (hash === 'current') return keyName('current', register.workflowId);
  return register.run && keyName(hash, register.run.runId);
}

const checks = {
  field(keys, register, { hash, field, in: wanted }) {
    const actual = value(keys, register, hash, field);
    return actual !== null && wanted.includes(actual) ? undefined : { actual };
  },
  state(keys, register, { hash, field, in: wanted }) {
    const actual = value(keys, register, hash, field);
    return actual !== null && wanted.includes(actual.split(' ', 1)[0] ?? '') ? undefined : { actual };
  },
  absent(keys, register, { hash, field }) {
    const actual = value(keys, register, hash, field);
    return actual === null ? undefined : { actual };
  },
  present(keys, register, { hash, field }) {
    return value(keys, register, hash, field) === null ? { actual: null } : undefined;
  },
  bufferEmpty(keys, register) {
    if (!register.run) return { actual: null };
    const count = bufferLength(keys, register.run.runId);
    return count === 0 ? undefined : { actual: String(count) };
  },
  buffered(keys, register, { entry }) {
    const found = register.run && isBuffered(keys, register.run.runId, entry);
    return found ? undefined : { actual: null };
  },
  timer(_keys, register, { name, scoreMs }) {
    const score = register.run?.timer(name);
    return score === scoreMs ? undefined : { actual: score === undefined ? null : String(score) };
  },
  outboxHead(keys, register, { seq }) {
    const head = register.run && keys.list(keyName('outbox', register.run.runId))?.at(0);
    const actual = head?.split('|', 1)[0] ?? null;
    return actual === String(seq) ? undefined : { actual };
  },
  typed(keys, _register, { name, type }) {
    const actual = keys.hget(keyName('attributeTypes'), name);
    return actual === undefined || actual === type ? undefined : { actual };
  },
  number(keys, { workflowId }, { entity, field }) {
    const actual = keys.hget(keyName('record', recordName(entity, workflowId)), `_${field}`);
    return actual === undefined || numberOf(actual) !== undefined ? undefined : { actual };
  },
  indexVersion(keys, _register, { version }) {
    const actual = keys.hget(keyName('recordIndexes'), 'version') ?? '0';
    return actual === String(version) ? undefined : { actual };
  },
  fewerThan(keys, register, { of, count }) {
    if (!register.run) return { actual: null };
    const found = lengthOf(keys, register.run.runId, of);
    return found < count ? undefined : { actual: String(found) };
  },
} satisfies { [K in GuardKind]: Check<K> };

function value(keys: Keyspace, register: Register, hash: HashName, field: string): string | null {
  const key = hashKey(register, hash);
  if (key === undefined) return null;
  if (field === '') return keys.has(key) ? '1' : null;
  return keys.hget(key, field) ?? null;
}

function lengthOf(keys: Keyspace, runId: string, of: GuardOf<'fewerThan'>['of']): number {
  if (of === 'buffer') return bufferLength(keys, runId);
  if (of === 'history') return keys.length(keyName('history', runId));
  const open = Number(keys.hget(keyName('run', runId), 'updOpen') ?? 0);
  return of === 'updatesOpen' ? open : open + Number(keys.hget(keyName('run', runId), 'updDone') ?? 0);
}

function bufferLength(keys: Keyspace, runId: string): number {
  return keys.length(keyName('others', runId)) + keys.length(keyName('closes', runId));
}

function isBuffered(keys: Keyspace, runId: string, entry: string): boolean {
  const isIt = (item: string): boolean => item.startsWith(`${entry}|`);
  return keys.items(keyName('others', runId)).some(isIt) || keys.items(keyName('closes', runId)).some(isIt);
}
