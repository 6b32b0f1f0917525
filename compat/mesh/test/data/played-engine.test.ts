/** What MeshData says to a query engine and makes of its answers, with an engine that is played. */
import { MeshData, type Types } from '@perdure/mesh';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PlayedEngine, playEngine } from './played-engine';

const namespace = freshNamespace('played');
const search: Types.WorkflowSearchOptions = {
  schema: { city: { type: 'TAG' }, age: { type: 'NUMERIC', sortable: true } },
};
let engine: PlayedEngine;
let looks = 0;

const ANSWERS: Readonly<Record<string, () => string>> = {
  MODULE: () => "{{'name', 'search', 'ver', 20612}}",
  'FT._LIST': () => '{}',
  'FT.CREATE': () => "redis.status_reply('OK')",
  'FT.DROPINDEX': () => "redis.error_reply('Unknown Index name')",
  // Busy at the first look.
  'FT.INFO': () => `{'index_name', 'x', 'indexing', '${looks++ === 0 ? 1 : 0}'}`,
  'FT.SEARCH': () => "{7, 'key-1', {'_city', 'Bern', '_age', '40'}, 'key-2', {}}",
};

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  engine = await playEngine(testRedisUrl(), ([name = '']) => ANSWERS[name]?.() ?? "redis.error_reply('played badly')");
});
afterAll(async () => {
  await MeshData.shutdown();
  await engine.stop();
});

it('an index is made there, a search is asked of it, and its rows are records', async () => {
  const meshData = new MeshData(engine.url, search);
  const options = { namespace };
  await meshData.createSearchIndex('citizen', options);
  await meshData.createSearchIndex('citizen', options);
  const found = await meshData.findWhere('citizen', {
    query: [
      { field: 'city', is: '=', value: 'Bern-West' },
      { field: 'age', is: '>', value: 18 },
    ],
    sort: { field: 'age', order: 'DESC' },
    limit: { start: 10, size: 5 },
    return: ['city', 'age'],
    options,
  });
  const query = '@_city:{Bern\\-West} @_age:[(18 +inf]';
  expect(found).toEqual({ count: 7, query, data: [{ $: 'key-1', city: 'Bern', age: '40' }, { $: 'key-2' }] });
  expect(await meshData.findWhere('citizen', { query: '@_city:{Bern}', count: true, options })).toBe(7);
  expect(await meshData.find('citizen', options, '*', 'NOCONTENT')).toHaveLength(5);
  // Another schema: the index is made anew.
  await meshData.createSearchIndex('citizen', options, { schema: { city: { type: 'TEXT' } } });
  const name = `${namespace}/citizen`;
  const prefix = `{perdure/${namespace}/0}:d:citizen:`;
  const create = `FT.CREATE ${name} ON HASH PREFIX 1 ${prefix} STOPWORDS 0 SCHEMA _city TAG _age NUMERIC SORTABLE`;
  expect(engine.said).toEqual([
    'MODULE LIST',
    'FT._LIST',
    create,
    `FT.INFO ${name}`,
    `FT.INFO ${name}`,
    create,
    `FT.INFO ${name}`,
    `FT.SEARCH ${name} ${query} RETURN 2 _city _age SORTBY _age DESC LIMIT 10 5 DIALECT 2`,
    `FT.SEARCH ${name} @_city:{Bern} LIMIT 0 0 DIALECT 2`,
    `FT.SEARCH ${name} * NOCONTENT`,
    `FT.DROPINDEX ${name}`,
    `FT.CREATE ${name} ON HASH PREFIX 1 ${prefix} STOPWORDS 0 SCHEMA _city TEXT`,
    `FT.INFO ${name}`,
  ]);
});
