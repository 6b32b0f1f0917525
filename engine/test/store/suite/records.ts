import { describe, expect, it } from 'vitest';
import type { FieldChange, TermStart } from '../../../src/model/record';
import type { Dedupe, Effect, Guard } from '../../../src/model/transition';
import { completeRun, create, NEW, OPEN, terminate, transition } from './build';
import { type MakeServer, RUN, scenes, SHARD, WF } from './scene';

const ENTITY = 'user';
const NAME = `${ENTITY}:${WF}`;

function change(...changes: FieldChange[]): Effect {
  return { do: 'changeRecord', entity: ENTITY, changes, forget: [] };
}
const set = (field: string, value: string, ...terms: string[]): FieldChange => ({ change: 'set', field, value, terms });
const unset = (field: string): FieldChange => ({ change: 'unset', field });
const add = (field: string, by: string, ...starts: TermStart[]): FieldChange => ({ change: 'add', field, by, starts });
const number = (start: string): TermStart => ({ as: 'number', start });
const multiply = (field: string, by: string): FieldChange => ({ change: 'multiply', field, by, starts: [] });
const terms = (field: string, value: string, ...found: string[]): FieldChange => ({
  change: 'terms',
  field,
  value,
  terms: found,
});

const NUMBERS = ['0.1', '0.2', '-7', '1e20', '2.5e-9', '123456789.123', '0.30000000000000004', '1e100', '-0.3', '1e15'];

export function recordSuite(make: MakeServer): void {
  const scene = scenes(make);
  const fields = () => scene().key<Record<string, string>>(`d:${NAME}`);
  const notes = () => scene().key<Record<string, string>>(`dn:${NAME}`);
  const entries = async (): Promise<string[]> => {
    const all = (await scene().key<Record<string, number>>('vis:record')) ?? {};
    return Object.keys(all).map((entry) => entry.slice(0, entry.lastIndexOf('\0')));
  };
  const write = (effect: Effect, options: { dedupe?: Dedupe; guards?: Guard[] } = {}) =>
    scene().apply(transition(WF, [effect], { guards: [OPEN], ...options }));

  describe('records', () => {
    it('tell what is new, what went and what a number came to', async () => {
      await scene().start();
      const first = await scene().do(change(set('name', 'Jim'), set('age', '7'), set('name', 'Jim')));
      expect(first.results).toEqual(['1', '1', '0']);
      const second = await scene().do(change(add('age', '0.5'), add('visits', '2'), multiply('age', '-2'), unset('x')));
      expect(second.results).toEqual(['7.5', '2', '-15', '0']);
      expect((await scene().do(change(unset('name'), multiply('factor', '3')))).results).toEqual(['1', '3']);
      expect(await fields()).toEqual({ _age: '-15', _visits: '2', _factor: '3' });
    });

    it('write numbers in the shortest form that reads the same', async () => {
      await scene().start();
      for (const [at, number] of NUMBERS.entries()) {
        const { results } = await scene().do(change(add(`f${at}`, number), multiply(`g${at}`, number)));
        expect(results?.map(Number)).toEqual([Number(number), Number(number)]);
      }
      const { results } = await scene().do(change(add('f0', '0.2'), add('f2', '7'), multiply('f8', '0.1')));
      expect(results).toEqual(['0.30000000000000004', '0', '-0.03']);
    });

    it('do not calculate with what is no number, or too large', async () => {
      await scene().start({}, change(set('name', 'Jim'), set('big', '1e151'), set('hex', '0x10'), set('ok', '-1.5e3')));
      const guarded = (field: string) =>
        scene().send(transition(WF, [change(add(field, '1'))], { guards: [{ is: 'number', entity: ENTITY, field }] }));
      expect(await guarded('name')).toMatchObject({ outcome: 'refused', refusals: [{ guard: 0, actual: 'Jim' }] });
      expect(await guarded('big')).toMatchObject({ outcome: 'refused' });
      expect(await guarded('hex')).toMatchObject({ outcome: 'refused' });
      expect(await guarded('ok')).toMatchObject({ results: ['-1499'] });
      expect(await guarded('absent')).toMatchObject({ results: ['1'] });
    });

    it('are found by their terms, which follow their fields', async () => {
      await scene().start({}, change(set('city', 'Bern', 'u\u0001city\u0001bern', 'u\u0001city\u0001be')));
      expect(await entries()).toEqual(['Euser', 'Fu\u0001city\u0001be', 'Fu\u0001city\u0001bern']);
      await scene().do(change(set('city', 'Oslo', 'u\u0001city\u0001oslo'), set('note', 'none')));
      expect(await entries()).toEqual(['Euser', 'Fu\u0001city\u0001oslo']);
      await scene().do(change(unset('city'), add('age', '-1', number('u\u0001age\u0001'))));
      expect(await entries()).toEqual(['Euser', 'Fu\u0001age\u0001400fffffffffffff']);
      await scene().do(change(add('age', '3', number('u\u0001age\u0001'), number('v\u0001age\u0001'))));
      expect(await entries()).toEqual([
        'Euser',
        'Fu\u0001age\u0001c000000000000000',
        'Fv\u0001age\u0001c000000000000000',
      ]);
    });

    it('are found by the text and the words of a number too', async () => {
      await scene().start();
      const starts: TermStart[] = [
        { as: 'text', start: 't\u0001n\u0001' },
        { as: 'words', start: 'w\u0001n\u0001' },
      ];
      await scene().do(change(add('n', '-1.5e30', ...starts)));
      const found = ['Euser', 'Ft\u0001n\u0001-1.5e+30', 'Fw\u0001n\u00011', 'Fw\u0001n\u000130', 'Fw\u0001n\u00015e'];
      expect(await entries()).toEqual(found);
    });

    it('get terms later only while the field has the value that was read', async () => {
      await scene().start({}, change(set('city', 'Bern')));
      const { results } = await scene().do(change(terms('city', 'Oslo', 'x\u0001city\u0001oslo')));
      expect(results).toEqual(['0']);
      await scene().do(change(terms('city', 'Bern', 'x\u0001city\u0001bern')));
      expect(await entries()).toEqual(['Euser', 'Fx\u0001city\u0001bern']);
    });

    it('a repeated request gets the results it had', async () => {
      await scene().start();
      const dedupe = { kind: 'window', requestId: 'r 1' } as const;
      expect(await write(change(add('n', '1'), set('a', 'b')), { dedupe })).toMatchObject({ results: ['1', '1'] });
      const again = await write(change(add('n', '1'), set('a', 'b')), { dedupe });
      expect(again).toMatchObject({ repeated: true, results: ['1', '1'], runId: RUN });
      expect(await fields()).toEqual({ _n: '1', _a: 'b' });
    });

    it('a step is applied once however late it is repeated, until it is forgotten', async () => {
      await scene().start();
      const dedupe = { kind: 'step', entity: ENTITY, step: 'run-1/4' } as const;
      await write(change(add('n', '1')), { dedupe });
      await scene().do(change(add('n', '1')));
      expect(await write(change(add('n', '1')), { dedupe })).toMatchObject({ repeated: true, results: ['1'] });
      expect(await fields()).toEqual({ _n: '2' });
      const next = { kind: 'step', entity: ENTITY, step: 'run-1/5' } as const;
      const forgets: Effect = { do: 'changeRecord', entity: ENTITY, changes: [], forget: ['run-1/4', 'never'] };
      await write(forgets, { dedupe: next });
      expect(Object.keys((await notes()) ?? {}).sort()).toEqual(['place', 'step:run-1/5']);
    });

    it('can be written while their run is closed, and go with the last run', async () => {
      await scene().start({}, change(set('city', 'Bern', 'u\u0001city\u0001bern')));
      await scene().apply(transition(WF, completeRun({ retentionMs: 0 })));
      await write(change(set('age', '9')), { guards: [{ is: 'present', hash: 'run', field: 'status' }] });
      const rows = await scene().store.readRecords(SHARD, { names: [NAME, 'user:nobody'], fields: ['_age', '_x'] });
      expect(rows).toEqual([{ _age: '9' }, undefined]);
      await scene().pass(1);
      expect(await scene().store.sweep(SHARD, 10)).toBe(1);
      expect(await entries()).toEqual([]);
      expect([await fields(), await notes(), await scene().key(`x:${WF}`)]).toEqual([undefined, undefined, undefined]);
    });

    it('stay when a run of the chain goes on in another, and begin anew with a new chain', async () => {
      await scene().start({}, change(set('city', 'Bern', 'u\u0001city\u0001bern')));
      await scene().apply(transition(WF, [...terminate({ final: false }), create(WF, 'run-2', { firstRunId: RUN })]));
      expect(await fields()).toEqual({ _city: 'Bern' });
      const fresh = change(set('name', 'Ann', 'u\u0001name\u0001ann'));
      const guards: Guard[] = [];
      const other = { ...fresh, entity: 'guest' } as Effect;
      await scene().apply(
        transition(WF, [...terminate(), create(WF, 'run-3', { firstRunId: 'run-3' }), fresh], { guards }),
      );
      expect(await fields()).toEqual({ _name: 'Ann' });
      expect(await entries()).toEqual(['Euser', 'Fu\u0001name\u0001ann']);
      await scene().apply(transition(WF, [...terminate(), create(WF, 'run-4', { firstRunId: 'run-4' }), other]));
      expect([await fields(), await notes()]).toEqual([undefined, undefined]);
      expect(await entries()).toEqual(['Eguest', 'Fu\u0001name\u0001ann']);
    });

    it('can be dropped alone, and begin again', async () => {
      await scene().start({}, change(set('city', 'Bern', 'u\u0001city\u0001bern')));
      await scene().do({ do: 'dropRecord' });
      expect([await fields(), await notes(), await entries()]).toEqual([undefined, undefined, []]);
      expect(await scene().key(`x:${WF}`)).not.toHaveProperty('record');
      await scene().do({ do: 'dropRecord' }, change(set('city', 'Oslo', 'u\u0001city\u0001oslo')));
      expect([await fields(), await entries()]).toEqual([{ _city: 'Oslo' }, ['Euser', 'Fu\u0001city\u0001oslo']]);
    });

    it('are read whole, or by names, as many as a reply holds', async () => {
      const large = 'x'.repeat(600_000);
      await scene().start({}, change(set('a', large), set('b', '')));
      await scene().startAs('other', 'run-o', {}, change(set('a', large)));
      const names = [NAME, 'user:other'];
      const [first, ...none] = await scene().store.readRecords(SHARD, { names, fields: ['*'] });
      expect(first).toEqual({ _a: large, _b: '' });
      expect(none).toEqual([]);
      expect(await scene().store.readRecords(SHARD, { names, fields: ['_b'] })).toEqual([{ _b: '' }, {}]);
    });

    it('writers know the version of the definitions of indexes', async () => {
      await scene().start();
      const { store } = scene();
      expect(await store.recordIndexes(SHARD)).toEqual({ version: 0, definitions: {} });
      expect(await store.defineIndex(SHARD, { name: 'u', definition: '{"a":1}', version: 0, next: 1 })).toBe(true);
      expect(await store.defineIndex(SHARD, { name: 'u', definition: '{}', version: 0, next: 1 })).toBe(false);
      expect(await store.recordIndexes(SHARD)).toEqual({ version: 1, definitions: { u: '{"a":1}' } });
      const versioned = (version: number) =>
        scene().send(transition(WF, [change(set('a', 'b'))], { guards: [{ is: 'indexVersion', version }] }));
      expect(await versioned(0)).toMatchObject({ outcome: 'refused', refusals: [{ actual: '1' }] });
      expect(await versioned(1)).toMatchObject({ outcome: 'applied' });
      expect(await store.defineIndex(SHARD, { name: 'u', definition: '', version: 1, next: 2 })).toBe(true);
      expect(await store.recordIndexes(SHARD)).toEqual({ version: 2, definitions: {} });
    });

    it('can begin with their run', async () => {
      const effects = [create(WF, RUN), change(set('id', '1'))];
      expect(await scene().apply(transition(WF, effects, { guards: [NEW] }))).toMatchObject({ results: ['1'] });
      expect(await scene().key(`x:${WF}`)).toMatchObject({ run: RUN, record: ENTITY });
    });
  });
}
