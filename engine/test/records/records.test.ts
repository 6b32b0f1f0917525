/**
 * Searches among records, over random data and random queries, against looking at every record; and definitions of indexes that
 * come while records are written.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngineClient } from '../../src/client/client';
import type { EngineClient } from '../../src/client/contract';
import { LIMITS } from '../../src/limits';
import type { IndexedField, RecordIndex } from '../../src/model/record-index';
import { openNamespace, type Namespace } from '../../src/namespace/namespace';
import { matches, type RecordQuery } from '../../src/records/query';
import { STORES } from '../visibility/stores';

const RECORDS = 60;
const QUERIES = 60;
const ENTITY = 'per:son';

const FIELDS: Readonly<Record<string, IndexedField>> = {
  tag: { type: 'TAG' },
  case: { type: 'TAG', separator: '|', caseSensitive: true },
  text: { type: 'TEXT' },
  plain: { type: 'TEXT', noStem: true },
  number: { type: 'NUMERIC', sortable: true },
};
const INDEX: RecordIndex = { name: 'people', entities: [ENTITY, 'other'], fields: FIELDS, by: 'entries' };

const word = fc.constantFrom('run', 'running', 'Runs', 'mill', 'mills', 'old', 'a_b', 'é', 'x.y');
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const tags = fc.array(word, { minLength: 1, maxLength: 3 });
const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(0.5, -0.5, 1e21, -1e-7));
const row = fc.record(
  {
    tag: tags.map((list) => list.join(', ')),
    case: tags.map((list) => list.join('|')),
    text: phrase,
    plain: phrase,
    number: fc.oneof(number.map(String), fc.constant('none')),
  },
  { requiredKeys: [] },
);
const bound = fc.option(fc.record({ value: number, open: fc.boolean() }), { nil: undefined });

const { query } = fc.letrec<{ query: RecordQuery }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({ is: fc.constant('tag' as const), field: fc.constantFrom('tag', 'case'), tags }),
    fc.record({ is: fc.constant('number' as const), field: fc.constant('number'), from: bound, to: bound }),
    fc.record({
      is: fc.constant('words' as const),
      field: fc.constantFrom('text', 'plain'),
      text: phrase,
      phrase: fc.boolean(),
    }),
    fc.record({ is: fc.constant('all' as const), of: fc.array(tie('query'), { maxLength: 3 }) }),
    fc.record({ is: fc.constant('any' as const), of: fc.array(tie('query'), { minLength: 1, maxLength: 3 }) }),
  ),
}));

describe.each(STORES)('records of %s', (_name, open) => {
  let namespace: Namespace;
  let client: EngineClient;
  const rows = new Map<string, Record<string, string>>();

  beforeAll(async () => {
    namespace = await openNamespace((await open()).store, {});
    client = createEngineClient(namespace);
  });
  afterAll(() => namespace.close());

  const create = (workflowId: string, fields: Record<string, string>, entity = ENTITY): Promise<unknown> =>
    client.start({
      requestId: workflowId,
      workflowId,
      workflowType: entity,
      taskQueue: 'records',
      args: [],
      idReusePolicy: 'ALLOW_DUPLICATE',
      idConflictPolicy: 'FAIL',
      record: { entity, fields },
    });
  const idsOf = async (wanted: RecordQuery, index = INDEX.name): Promise<string[]> => {
    const { count, records } = await client.records.search(index, wanted, { offset: 0, size: 1_000 });
    expect(records).toHaveLength(count);
    expect(await client.records.count(index, wanted)).toBe(count);
    return records.map(({ workflowId }) => workflowId).sort();
  };

  it('an index that is defined while records are written has all of them', async () => {
    const data = fc.sample(row, { numRuns: RECORDS, seed: 7 });
    const writes = data.map(async (fields, n) => {
      rows.set(`r${n}`, fields);
      await create(`r${n}`, fields);
    });
    await Promise.all([...writes, client.records.defineIndex(INDEX), create('of-another', {}, 'stranger')]);
    expect(await idsOf({ is: 'all', of: [] })).toEqual([...rows.keys()].sort());
    expect(await client.records.indexes()).toMatchObject([{ name: 'people', state: 'ready' }]);
  });

  it('a search finds what looking at every record finds', { timeout: 60_000 }, async () => {
    for (const wanted of fc.sample(query, { numRuns: QUERIES, seed: 11 })) {
      const expected = [...rows].filter(([, fields]) => matches(wanted, INDEX, fields)).map(([id]) => id);
      expect(await idsOf(wanted), JSON.stringify(wanted)).toEqual(expected.sort());
    }
  });

  it('pages have every record once, in one order', async () => {
    for (const sortBy of [undefined, { field: 'number', descending: true }, { field: 'text', descending: false }]) {
      const pages: string[] = [];
      for (let offset = 0; offset < RECORDS; offset += 7) {
        const { records } = await client.records.search(INDEX.name, { is: 'all', of: [] }, { offset, size: 7, sortBy });
        pages.push(...records.map(({ workflowId }) => workflowId));
      }
      expect([...pages].sort()).toEqual([...rows.keys()].sort());
    }
  });

  it('an index goes on where a process has left it', async () => {
    const half: RecordIndex = { ...INDEX, name: 'second' };
    // As a process leaves it that dies after the first batch: announced, and not filled.
    for (let shard = 0; shard < namespace.store.shards; shard++) {
      const { version } = await namespace.store.recordIndexes(shard);
      const definition = JSON.stringify({ ...half, state: 'filling' });
      await namespace.store.defineIndex(shard, { name: 'second', definition, version, next: version + 1 });
    }
    await expect(client.records.search('second', { is: 'all', of: [] }, { offset: 0, size: 1 })).rejects.toThrow(
      'being filled',
    );
    await create('late', { tag: 'mill' });
    rows.set('late', { tag: 'mill' });
    await client.records.defineIndex(half);
    const mills = [...rows].filter(([, { tag = '' }]) => tag.toLowerCase().split(', ').includes('mill'));
    expect(await idsOf({ is: 'tag', field: 'tag', tags: ['MILL'] }, 'second')).toEqual(mills.map(([id]) => id).sort());
  });

  it('increments of many callers are all there, and found', async () => {
    await create('counted', { number: '0' });
    const target = { workflowId: 'counted', entity: ENTITY };
    const calls = Array.from({ length: 40 }, (_, n) =>
      client.records.change(target, [{ change: 'add', field: 'number', by: 1000 }], { requestId: `add-${n}` }),
    );
    const answers = (await Promise.all(calls)).map(([value]) => Number(value)).sort((a, b) => a - b);
    expect(answers).toEqual(Array.from({ length: 40 }, (_, n) => 1000 * (n + 1)));
    const bound = { value: 40_000, open: false };
    expect(await idsOf({ is: 'number', field: 'number', from: bound, to: bound })).toEqual(['counted']);
  });

  it('what is too much is refused before anything is written', async () => {
    const target = { workflowId: 'counted', entity: ENTITY };
    const set = (field: string, value: string) =>
      client.records.change(target, [{ change: 'set', field, value }], { requestId: `${field}${value.length}` });
    const words = Array.from({ length: LIMITS.recordTerms + 1 }, (_, n) => `w${n}`).join(' ');
    await expect(set('text', words)).rejects.toThrow('different words or tags');
    await expect(set('tag', 'x'.repeat(LIMITS.recordTermLength + 1))).rejects.toThrow('characters');
    await expect(set('a\u0001b', '1')).rejects.toThrow('no control characters');
    await expect(set('x', 'y'.repeat(3 * 1024 * 1024))).rejects.toThrow('bytes');
    const many = Array.from({ length: LIMITS.recordChanges + 1 }, () => ({ change: 'unset', field: 'a' }) as const);
    await expect(client.records.change(target, many, { requestId: 'many' })).rejects.toThrow('make several calls');
    expect(await client.records.read(target)).toEqual({ number: '40000' });
  });
});
