import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/model/transition';
import { close, completeRun, create, NEW, OPEN, terminate, transition } from './build';
import { type MakeServer, RUN, scenes, SHARD, WF } from './scene';

type SetAttribute = Extract<Effect, { do: 'setAttribute' }>;

function city(value: string): SetAttribute {
  return {
    do: 'setAttribute',
    name: 'City',
    value: JSON.stringify({ data: value }),
    type: 'Keyword',
    terms: [`K${value}`],
  };
}

export function listIndexSuite(make: MakeServer): void {
  const scene = scenes(make);
  /** Entries without their places. */
  const entries = async (kind = 'workflow'): Promise<string[]> => {
    const all = (await scene().key<Record<string, number>>(`vis:${kind}`)) ?? {};
    return Object.keys(all).map((entry) => entry.slice(0, entry.lastIndexOf('\0')).replace(/^C\d{13}$/, 'C'));
  };

  describe('the list index', () => {
    it('has what a run is found by from its start on', async () => {
      await scene().start({}, { do: 'set', hash: 'run', field: 'parentId', value: 'the-parent' }, city('Bern'));
      expect(await entries()).toEqual(['@City\0KBern', `I${WF}`, 'Pthe-parent', 'Qflows', 'SRUNNING', 'Torder']);
      expect((await scene().record()).run).toMatchObject({ 'sa:City': '{"data":"Bern"}', 'ix:City': 'KBern' });
    });

    it('places runs by their start, the newest first', async () => {
      await scene().startAs('a', 'run-a');
      await scene().pass(5);
      await scene().startAs('b', 'run-b');
      const ranges = [{ min: 'Torder\0', max: 'Torder\u0001' }];
      const request = { kind: 'workflow', ranges, limit: 10, reverse: false, whole: false };
      const [places = []] = await scene().store.listEntries(SHARD, request);
      expect(places.map((place) => place.slice(13))).toEqual(['run-b', 'run-a']);
      expect(await scene().store.listEntries(SHARD, { ...request, reverse: true, limit: 1 })).toEqual([[places[1]]]);
      const whole = await scene().store.listEntries(SHARD, { ...request, whole: true });
      expect(whole).toEqual([places.map((place) => `Torder\0${place}`)]);
      const behind = [{ min: `Torder\0${places[0]}`, max: 'Torder\u0001' }];
      expect(await scene().store.listEntries(SHARD, { ...request, ranges: behind })).toEqual([[places[1]]]);
      expect(await scene().store.countEntries(SHARD, 'workflow', [...ranges, ...behind])).toEqual([2, 1]);
      const { started } = (await scene().record('run-a', 'a')).run;
      expect(places[1]).toBe(`${9_999_999_999_999 - Number(started)}run-a`);
    });

    it('follows the end of a run, and forgets it with retention', async () => {
      await scene().start({}, city('Bern'));
      await scene().apply(transition(WF, completeRun({ retentionMs: 0 })));
      expect(await entries()).toEqual(['@City\0KBern', 'C', `I${WF}`, 'Qflows', 'SCOMPLETED', 'Torder']);
      await scene().pass(1);
      expect(await scene().store.sweep(SHARD, 10)).toBe(1);
      expect(await entries()).toEqual([]);
      expect(await scene().store.attributeTypes(SHARD)).toEqual({ City: 'Keyword' });
    });

    it('follows two runs of one transition', async () => {
      await scene().start();
      await scene().apply(transition(WF, [...terminate(), create(WF, 'run-2'), city('Oslo')]));
      expect((await entries()).filter((entry) => /^[S@]/.test(entry))).toEqual([
        '@City\0KOslo',
        'SRUNNING',
        'STERMINATED',
      ]);
    });

    it('has a run that ends as it begins', async () => {
      await scene().apply(transition(WF, [create(WF, RUN), ...completeRun()], { guards: [NEW] }));
      expect(await entries()).toEqual(['C', `I${WF}`, 'Qflows', 'SCOMPLETED', 'Torder']);
    });

    it('changes with attributes, of which one may have many terms or none', async () => {
      await scene().start({}, city('Bern'));
      const words: SetAttribute = { do: 'setAttribute', name: 'Note', value: '{}', type: 'Text', terms: ['Wa', 'Wb'] };
      await scene().do(words, city('Oslo'));
      expect((await entries()).filter((entry) => entry.startsWith('@'))).toEqual([
        '@City\0KOslo',
        '@Note\0Wa',
        '@Note\0Wb',
      ]);
      await scene().do({ ...words, terms: ['Wb', 'Wc'] }, { do: 'setAttribute', name: 'City' });
      expect((await entries()).filter((entry) => entry.startsWith('@'))).toEqual(['@Note\0Wb', '@Note\0Wc']);
      await scene().do({ ...words, terms: [] });
      expect((await entries()).filter((entry) => entry.startsWith('@'))).toEqual([]);
      expect((await scene().record()).run['sa:City']).toBeUndefined();
    });

    it('keeps thousands of terms', async () => {
      const terms = Array.from({ length: 2_500 }, (_, n) => `W${n}`);
      await scene().start({}, { do: 'setAttribute', name: 'Note', value: '{}', terms });
      expect(await entries()).toHaveLength(2_504);
      await scene().apply(transition(WF, [close({ retentionMs: 0 })]));
      await scene().pass(1);
      await scene().store.sweep(SHARD, 10);
      expect(await entries()).toEqual([]);
    });

    it('is separate for each kind', async () => {
      await scene().start({ kind: 'activity' });
      expect(await entries()).toEqual([]);
      expect(await entries('activity')).toContain(`I${WF}`);
      await scene().apply(transition(WF, completeRun()));
      expect(await entries('activity')).toContain('SCOMPLETED');
    });

    it('knows the type of an attribute from its first use, and guards it', async () => {
      const typed = { is: 'typed', name: 'City', type: 'Int' } as const;
      await scene().start();
      await scene().apply(transition(WF, [], { guards: [OPEN, typed] }));
      await scene().do(city('Bern'));
      expect(await scene().refused(transition(WF, [city('x')], { guards: [OPEN, typed] }))).toEqual([
        { guard: 1, actual: 'Keyword' },
      ]);
      await scene().do({ ...city('Bern'), type: 'Int' });
      expect(await scene().store.attributeTypes(SHARD)).toEqual({ City: 'Keyword' });
    });
  });

  describe('rows', () => {
    it('are fields of runs in the order asked for', async () => {
      await scene().start();
      const fields = ['status', 'nothing', '@length', '@started'];
      const [gone, row] = await scene().store.readRows(SHARD, { runIds: ['unknown', RUN], fields });
      expect(gone).toBeUndefined();
      expect(row).toEqual({
        status: 'RUNNING',
        '@length': '2',
        '@started': expect.stringContaining('order') as string,
      });
      const [whole] = await scene().store.readRows(SHARD, { runIds: [RUN], fields: ['*'] });
      expect(whole).toEqual((await scene().record()).run);
    });

    it('are as many as a reply holds, at least one', async () => {
      const started = JSON.stringify({ type: 'WorkflowExecutionStarted', input: 'x'.repeat(600_000) });
      for (const id of ['a', 'b', 'c']) await scene().startAs(id, `run-${id}`, { started });
      const runIds = ['run-a', 'run-b', 'run-c'];
      expect(await scene().store.readRows(SHARD, { runIds, fields: ['@started'] })).toHaveLength(1);
      expect(await scene().store.readRows(SHARD, { runIds, fields: ['id'] })).toEqual([
        { id: 'a' },
        { id: 'b' },
        { id: 'c' },
      ]);
    });
  });
}
