/** Changes of records, and reads of them, in a random plan. */
import { numberText, type FieldChange } from '../../../src/model/record';
import type { Dedupe, Effect, Guard } from '../../../src/model/transition';
import { transition } from '../suite/build';
import { SHARD } from '../suite/scene';
import { oneOf, REQUESTS, WORKFLOWS } from './pick';
import type { Step } from './plan';
import type { PlayStep } from './steps';

const ENTITIES = ['user', 'guest'] as const;
const FIELDS = ['name', 'age', 'n'] as const;
const STARTS = ['number', 'text', 'words'] as const;
const PRESENT: Guard = { is: 'present', hash: 'current', field: 'run' };

export const changeRecord: PlayStep = (player, { a, b, c }) => {
  const entity = oneOf(ENTITIES, a % 11 === 0 ? 1 : 0);
  const field = oneOf(FIELDS, b);
  const changes = [changeOf(field, b, c), changeOf('extra', c, b)];
  const dropped: Effect[] = b % 13 === 0 ? [{ do: 'dropRecord' }] : [];
  const effect: Effect = { do: 'changeRecord', entity, changes, forget: c % 4 === 0 ? ['step 0'] : [] };
  const numbers: Guard[] = [field, 'extra'].map((name) => ({ is: 'number', entity, field: name }));
  const guards = [PRESENT, ...numbers, ...(c % 6 === 0 ? [{ is: 'indexVersion', version: 0 } as const] : [])];
  return player.apply(
    transition(oneOf(WORKFLOWS, a), [...dropped, effect], { guards, dedupe: dedupeOf({ b, c }, entity) }),
  );
};

export const recordIndexes: PlayStep = async (player, { a, b, c }) => {
  const { store } = player;
  if (c % 3 === 0) {
    const { version } = await player.note(store.recordIndexes(SHARD));
    const definition = b % 5 === 0 ? '' : `{"n":${b}}`;
    await player.note(
      store.defineIndex(SHARD, { name: `i${a % 2}`, definition, version: version - (b % 2), next: version + 1 }),
    );
  }
  const names = WORKFLOWS.map((id) => `user:${id}`);
  await player.note(store.readRecords(SHARD, { names, fields: b % 2 === 0 ? ['*'] : ['_name', '_n', '_none'] }));
};

function changeOf(field: string, b: number, c: number): FieldChange {
  const term = `u\u0001${field}\u0001`;
  const by = numberText((b - 20) * 0.37 * 10 ** ((c % 9) - 4));
  const kinds: readonly FieldChange[] = [
    { change: 'set', field, value: by, terms: [`${term}a${b % 3}`, `${term}b`] },
    { change: 'add', field, by, starts: c % 2 === 0 ? [{ as: 'number', start: term }] : [] },
    { change: 'multiply', field, by, starts: STARTS.map((as) => ({ as, start: term + as })) },
    { change: 'unset', field },
    { change: 'set', field, value: '', terms: [] },
    { change: 'terms', field, value: '', terms: [`${term}empty`] },
  ];
  return oneOf(kinds as [FieldChange, ...FieldChange[]], c);
}

function dedupeOf({ b, c }: Pick<Step, 'b' | 'c'>, entity: string): Dedupe | undefined {
  if (c % 3 === 0) return { kind: 'step', entity, step: `step ${b % 3}` };
  return c % 3 === 1 ? { kind: 'window', requestId: `record-${oneOf(REQUESTS, b)}` } : undefined;
}
