/**
 * Searches for records, told once for both ways of finding: entries of our own on any Redis, and a query engine where
 * `PERDURE_TEST_QUERY_ENGINE_URL` names a Redis that has one.
 */
import { MeshData, MeshFlow, QueryEngineError, type Types } from '@perdure/mesh';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const search: Types.WorkflowSearchOptions = {
  index: 'people',
  prefix: ['person'],
  schema: {
    name: { type: 'TEXT' },
    nick: { type: 'TEXT', nostem: true, sortable: true },
    tags: { type: 'TAG' },
    roles: { type: 'TAG', separator: ';', casesensitive: true },
    age: { type: 'NUMERIC', sortable: true },
    note: { type: 'TEXT', noindex: true },
  },
};

const PEOPLE: Record<string, Record<string, string | number>> = {
  jim: { name: 'Jim runs the old mill', nick: 'Running Jim', tags: 'a,B c, d.e', roles: 'Admin;user', age: 40 },
  ann: { name: 'Ann is running mills', nick: 'jim', tags: 'A', roles: 'admin', age: -3.5 },
  eve: { name: 'The mill of old Eve', nick: 'zed', tags: 'b-c,a', age: 0 },
  tom: { nick: 'alpha_beta', tags: 'x@y.ch', age: 1e21, note: 'mill' },
  una: { name: "it's Una (really)", tags: '{a|b}', roles: 'user', age: 7 },
  old: { name: 'ran' },
};

const ENGINES = [
  { way: 'entries of our own', url: testRedisUrl() },
  { way: 'a query engine', url: process.env['PERDURE_TEST_QUERY_ENGINE_URL'] },
];

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
});
afterAll(() => MeshData.shutdown());

for (const { way, url } of ENGINES) {
  const title = url
    ? way
    : `${way} (skipped: PERDURE_TEST_QUERY_ENGINE_URL names no Redis with RediSearch 2.6 or later)`;
  describe.skipIf(!url)(`findWhere by ${title}`, () => suite(url ?? ''));
}

function suite(url: string): void {
  const namespace = freshNamespace('find');
  const meshData = new MeshData(url, search);
  const options = { namespace };

  const ids = async (query: Types.FindWhereQuery, more: Partial<Types.FindWhereOptions> = {}): Promise<string[]> => {
    const { count, data } = await meshData.findWhere('person', { query, options, ...more, count: false });
    if (!more.limit) expect(count).toBe(data.length);
    expect(await meshData.findWhere('person', { query, options, count: true })).toBe(count);
    return data.map(({ $ }) => $.slice($.lastIndexOf('person-') + 'person-'.length));
  };
  const found = async (query: Types.FindWhereQuery): Promise<string[]> => (await ids(query)).sort();

  beforeAll(async () => {
    await meshData.connect({ entity: 'person', target: async () => 'done', options });
    await meshData.connect({ entity: 'person-shadow', target: async () => 'done', options });
    // Half of them are there before the index.
    for (const [n, [id, data]] of Object.entries(PEOPLE).entries()) {
      if (n === 3) await meshData.createSearchIndex('person', options);
      const more = { id, ttl: 'infinity', namespace, search: { data } };
      await meshData.exec({ entity: 'person', args: [], options: more });
    }
    const shadow = { id: 'jim', ttl: 'infinity', namespace, search: { data: PEOPLE['jim'] as Record<string, string> } };
    await meshData.exec({ entity: 'person-shadow', args: [], options: shadow });
  });

  it.each<[string, Types.FindWhereQuery, string[]]>([
    ['everything', [], ['ann', 'eve', 'jim', 'old', 'tom', 'una']],
    ['a tag in any case', [{ field: 'tags', is: '=', value: 'a' }], ['ann', 'eve', 'jim']],
    ['a tag with a space', [{ field: 'tags', is: '==', value: 'b C' }], ['jim']],
    ['a tag with a dot, or a dash', [{ field: 'tags', is: '=', value: ['d.e', 'b-c'] }], ['eve', 'jim']],
    ['a tag that is an address', [{ field: 'tags', is: '=', value: 'X@y.ch' }], ['tom']],
    ['a tag of brackets and bars', [{ field: 'tags', is: '=', value: '{a|b}' }], ['una']],
    ['a tag that nobody has', [{ field: 'tags', is: '=', value: '*' }], []],
    ['a tag whose case counts', [{ field: 'roles', is: '=', value: 'Admin' }], ['jim']],
    ['its own separator', [{ field: 'roles', is: '=', value: 'user' }], ['jim', 'una']],
    ['an equal number', [{ field: 'age', is: '=', value: 0 }], ['eve']],
    ['a number as text', [{ field: 'age', is: '==', value: '-3.5' }], ['ann']],
    ['at least', [{ field: 'age', is: '>=', value: 7 }], ['jim', 'tom', 'una']],
    ['more than', [{ field: 'age', is: '>', value: 7 }], ['jim', 'tom']],
    ['at most', [{ field: 'age', is: '<=', value: 0 }], ['ann', 'eve']],
    ['less than', [{ field: 'age', is: '<', value: 0 }], ['ann']],
    ['between, both included', [{ field: 'age', is: '[]', value: [-3.5, 7] }], ['ann', 'eve', 'una']],
    ['between in the wrong order', [{ field: 'age', is: '[]', value: [7, -3.5] }], []],
    ['words by their stem', [{ field: 'name', is: '=', value: 'mills run' }], ['ann', 'jim']],
    ['words in any order', [{ field: 'name', is: '=', value: 'MILL old' }], ['eve', 'jim']],
    ['a phrase as it is written', [{ field: 'name', is: '==', value: 'old mill' }], ['jim']],
    ['a phrase that is only similar', [{ field: 'name', is: '==', value: 'olds mills' }], []],
    ['words with marks', [{ field: 'name', is: '=', value: "(it's) really!" }], ['una']],
    ['a common word', [{ field: 'name', is: '=', value: 'the' }], ['eve', 'jim']],
    ['words without stems', [{ field: 'nick', is: '=', value: 'running' }], ['jim']],
    ['words without stems, other form', [{ field: 'nick', is: '=', value: 'run' }], []],
    ['an underscore in a word', [{ field: 'nick', is: '=', value: 'Alpha_Beta' }], ['tom']],
    [
      'both conditions',
      [
        { field: 'tags', is: '=', value: 'a' },
        { field: 'age', is: '>=', value: 0 },
      ],
      ['eve', 'jim'],
    ],
    [
      'one of several conditions',
      [
        {
          or: [
            { field: 'age', is: '<', value: 0 },
            { field: 'roles', is: '=', value: 'user' },
            { field: 'name', is: '==', value: 'old Eve' },
          ],
        },
      ],
      ['ann', 'eve', 'jim', 'una'],
    ],
    [
      'groups in groups',
      [
        {
          or: [
            { field: 'tags', is: '=', value: 'a' },
            { field: 'nick', is: '=', value: 'alpha_beta' },
          ],
        },
        {
          or: [
            {
              and: [
                { field: 'age', is: '>', value: 1e20 },
                { field: 'nick', is: '=', value: 'alpha_beta' },
              ],
            },
            { field: 'age', is: '=', value: 0 },
          ],
        },
      ],
      ['eve', 'tom'],
    ],
  ])('%s', async (_what, query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it('sorts by numbers and by texts, what has none comes last', async () => {
    const byAge = await ids([], { sort: { field: 'age' } });
    expect(byAge.slice(0, 5)).toEqual(['ann', 'eve', 'una', 'jim', 'tom']);
    const down = await ids([], { sort: { field: 'age', order: 'DESC' } });
    expect(down.slice(0, 5)).toEqual(['tom', 'jim', 'una', 'eve', 'ann']);
    expect(byAge.at(-1)).toBe('old');
    expect((await ids([], { sort: { field: 'nick' } })).slice(0, 4)).toEqual(['tom', 'ann', 'jim', 'eve']);
  });

  it('answers pages that have all records together, each once', async () => {
    const pages = await Promise.all(
      [0, 2, 4, 6].map((start) => ids([], { limit: { start, size: 2 }, sort: { field: 'nick' } })),
    );
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2, 0]);
    expect(pages.flat().sort()).toEqual(Object.keys(PEOPLE).sort());
    const walked = await Promise.all([0, 4].map((start) => ids([], { limit: { start, size: 4 } })));
    expect(walked.flat().sort()).toEqual(Object.keys(PEOPLE).sort());
  });

  it('returns the fields that are asked for, or all', async () => {
    const query = [{ field: 'tags', is: '=', value: 'x@y.ch' }] as const;
    const some = await meshData.findWhere('person', { query, options, return: ['age', 'name'] });
    expect(some.data).toEqual([{ $: await meshData.mintKey('person', 'tom', namespace), age: '1e+21' }]);
    const all = await meshData.findWhere('person', { query, options });
    expect(all.data[0]).toMatchObject({ nick: 'alpha_beta', tags: 'x@y.ch', age: '1e+21', note: 'mill' });
  });

  it('follows what is written, at once', async () => {
    const tagged = (value: string): Promise<string[]> => found([{ field: 'tags', is: '=', value }]);
    await meshData.set('person', 'una', { search: { data: { tags: 'moved' } }, namespace });
    expect([await tagged('moved'), await tagged('{a|b}')]).toEqual([['una'], []]);
    await meshData.incr('person', 'una', 'age', 100, options);
    expect(await found([{ field: 'age', is: '=', value: 107 }])).toEqual(['una']);
    await meshData.incr('person', 'una', 'nick', 5, options);
    expect(await found([{ field: 'nick', is: '=', value: 5 }])).toEqual(['una']);
    await meshData.del('person', 'una', { fields: ['age', 'nick'], namespace });
    expect(await found([{ field: 'age', is: '=', value: 107 }])).toEqual([]);
    await meshData.set('person', 'una', { search: { data: { age: 7, tags: '{a|b}' } }, namespace });
    await meshData.exec({
      entity: 'person',
      args: [],
      options: { id: 'gone', ttl: '1 day', namespace, search: { data: { tags: 'gone' } } },
    });
    expect(await tagged('gone')).toEqual(['gone']);
    await meshData.flush('person', 'gone', namespace);
    expect(await tagged('gone')).toEqual([]);
  });

  it('takes up all records of an index whose schema has changed', async () => {
    const other: Types.WorkflowSearchOptions = {
      index: 'second',
      prefix: ['person'],
      schema: { nick: { type: 'TAG' } },
    };
    await meshData.createSearchIndex('person', options, other);
    const by = (value: string): Promise<Types.FindWhereResult> =>
      meshData.findWhere('person', {
        query: [{ field: 'nick', is: '=', value }],
        options: { namespace, index: 'second' },
      });
    expect((await by('running jim')).count).toBe(1);
    await meshData.createSearchIndex('person', options, { ...other, schema: { nick: { type: 'TEXT' } } });
    expect([(await by('running jim')).count, (await by('JIM')).count]).toEqual([1, 2]);
    expect(await found([{ field: 'nick', is: '=', value: 'running' }])).toEqual(['jim']);
    expect(await meshData.listSearchIndexes(options)).toEqual(['people', 'second']);
  });

  it.each<[string, Types.FindWhereQuery, string]>([
    ['an unknown field', [{ field: 'shoe', is: '=', value: 1 }], "has no field 'shoe'"],
    ['a field that is not in the index', [{ field: 'note', is: '=', value: 'x' }], "has no field 'note'"],
    ['a name from the prototype', [{ field: 'constructor', is: '=', value: 'x' }], "has no field 'constructor'"],
    ['an operator of another type', [{ field: 'tags', is: '>', value: 1 }], "not by '>'"],
    ['an operator that is none', [{ field: 'age', is: 'like' as '=', value: 1 }], "not by 'like'"],
    ['another type', [{ field: 'age', is: '=', value: 1, type: 'TAG' }], 'is NUMERIC'],
    ['no number', [{ field: 'age', is: '>=', value: 'x' }], 'is compared with a number'],
    ['half a range', [{ field: 'age', is: '[]', value: [1] }], 'two numbers'],
    ['no text', [{ field: 'tags', is: '=', value: ' ' }], 'compared with nothing'],
    ['an empty group', [{ or: [] }], 'has one at least'],
  ])('refuses %s', async (_what, query, message) => {
    await expect(meshData.findWhere('person', { query, options })).rejects.toThrow(message);
    await expect(meshData.findWhere('person', { query, options })).rejects.toThrow(TypeError);
  });

  it('says where an index is missing, and what a page is', async () => {
    await expect(
      meshData.findWhere('person', { query: [], options: { namespace, index: 'none' } }),
    ).rejects.toMatchObject({
      code: 404,
      message: `There is no search index 'none' in namespace '${namespace}': createSearchIndex makes it`,
    });
    const limit = { start: -1, size: 10 };
    await expect(meshData.findWhere('person', { query: [], options, limit })).rejects.toThrow('whole numbers');
    await expect(new MeshData(url).createSearchIndex('person', options)).rejects.toThrow('needs a schema');
    const wrong = { schema: { a: { type: 'TAG', fieldName: 'b' } } } as unknown as Types.WorkflowSearchOptions;
    await expect(meshData.createSearchIndex('person', options, wrong)).rejects.toThrow("option 'fieldName'");
  });

  it('lists workflow ids by pattern, page by page', async () => {
    const seen: string[] = [];
    let cursor = '0';
    do {
      const [next, page] = await meshData.findJobs({ match: 'person-*', limit: 3, cursor, namespace });
      expect(page.length).toBeLessThanOrEqual(3);
      seen.push(...page);
      cursor = next;
    } while (cursor !== '0');
    const expected = [...Object.keys(PEOPLE).map((id) => `person-${id}`), 'person-shadow-jim'];
    expect(seen.filter((id) => id !== 'person-gone').sort()).toEqual(expected.sort());
    const [, few] = await meshData.findJobs({ match: 'person-?im', namespace });
    expect(few).toEqual(['person-jim']);
  });
}

it('native queries say what they need where there is no query engine', async () => {
  const namespace = freshNamespace('native');
  const meshData = new MeshData(testRedisUrl(), search);
  await meshData.createSearchIndex('person', { namespace });
  const needs = /need FT.SEARCH: RediSearch 2.6 or later/;
  await expect(meshData.find('person', { namespace }, '@_tags:{a}')).rejects.toThrow(needs);
  await expect(meshData.find('person', { namespace }, '@_tags:{a}')).rejects.toBeInstanceOf(QueryEngineError);
  await expect(meshData.findWhere('person', { query: '@_tags:{a}', options: { namespace } })).rejects.toThrow(needs);
  const client = new MeshFlow.Client({ connection: testRedisUrl() });
  await expect(client.workflow.search('any', 'any', namespace, 'people', '*')).rejects.toBeInstanceOf(QueryEngineError);
});
