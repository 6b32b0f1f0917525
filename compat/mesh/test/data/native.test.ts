/**
 * What is said to a query engine, as text: its commands as RediSearch 2.6 documents them, with what users have given escaped.
 * find.test.ts runs them where there is one.
 */
import type { Types } from '@perdure/mesh';
import { createCommand, nativeQuery, readReply, searchCommand } from '@perdure/mesh/lib/data/find/native';
import { readConditions } from '@perdure/mesh/lib/data/find/conditions';
import { isFilling } from '@perdure/mesh/lib/data/find/fill-state';
import { findQueryEngine } from '@perdure/mesh/lib/data/find/query-engine';
import { indexOf } from '@perdure/mesh/lib/data/schema';
import { describe, expect, it } from 'vitest';

const search: Types.WorkflowSearchOptions = {
  schema: {
    id: { type: 'TAG' },
    'e-mail': { type: 'TAG', separator: ';', casesensitive: true },
    first: { type: 'TEXT', nostem: true },
    about: { type: 'TEXT', weight: 2, sortable: true },
    created: { type: 'NUMERIC', sortable: true },
    secret: { type: 'TAG', noindex: true },
  },
};
const index = indexOf('user', search, 'query engine');
const asText = (query: Types.FindWhereQuery): string => nativeQuery(readConditions(query, index), index.fields);

describe('a query', () => {
  it.each<[Types.FindWhereQuery, string]>([
    [[], '*'],
    [[{ field: 'id', is: '=', value: 'yes' }], '@_id:{yes}'],
    [[{ field: 'id', is: '=', value: 'a.b@c-d e' }], '@_id:{a\\.b\\@c\\-d\\ e}'],
    [[{ field: 'id', is: '=', value: ['x|y', '}{*'] }], '@_id:{x\\|y|\\}\\{\\*}'],
    [[{ field: 'e-mail', is: '=', value: 'é_1' }], '@_e\\-mail:{é_1}'],
    [[{ field: 'created', is: '=', value: 5 }], '@_created:[5 5]'],
    [[{ field: 'created', is: '>=', value: 5 }], '@_created:[5 +inf]'],
    [[{ field: 'created', is: '>', value: -5.5 }], '@_created:[(-5.5 +inf]'],
    [[{ field: 'created', is: '<=', value: '1e21' }], '@_created:[-inf 1e+21]'],
    [[{ field: 'created', is: '<', value: 5 }], '@_created:[-inf (5]'],
    [[{ field: 'created', is: '[]', value: [1, 2] }], '@_created:[1 2]'],
    [[{ field: 'first', is: '=', value: 'John "x" Doe) | (@id:{*}' }], '@_first:("john" "x" "doe" "id")'],
    [[{ field: 'first', is: '==', value: 'John-Paul' }], '@_first:"john paul"'],
    [[{ field: 'first', is: '=', value: 'John' }], '@_first:"john"'],
    [[{ field: 'about', is: '=', value: 'Running mills' }], '@_about:(running mills)'],
    [
      [
        { field: 'id', is: '=', value: 'a' },
        { field: 'created', is: '>=', value: 1 },
      ],
      '@_id:{a} @_created:[1 +inf]',
    ],
    [
      [
        { field: 'id', is: '=', value: 'z' },
        {
          or: [
            { field: 'id', is: '=', value: 'a' },
            {
              and: [
                { field: 'id', is: '=', value: 'b' },
                { field: 'created', is: '=', value: 1 },
              ],
            },
          ],
        },
      ],
      '@_id:{z} ((@_id:{a})|(@_id:{b} @_created:[1 1]))',
    ],
    [
      [{ and: [{ field: 'id', is: '=', value: 'a' }] }, { field: 'created', is: '=', value: 1 }],
      '(@_id:{a}) @_created:[1 1]',
    ],
  ])('%j', (query, expected) => {
    expect(asText(query)).toBe(expected);
  });

  it('has a backslash before all but letters, digits and underscores', () => {
    const printable = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n));
    for (const character of printable) {
      const expected = /[A-Za-z0-9_]/.test(character) ? character : `\\${character}`;
      expect(asText([{ field: 'id', is: '=', value: character }])).toBe(`@_id:{${expected}}`);
    }
  });
});

it('an index has the hashes of its entities, and every word of them', () => {
  expect(createCommand('ns/user', ['{t}:d:user:'], index).join(' ')).toBe(
    'FT.CREATE ns/user ON HASH PREFIX 1 {t}:d:user: STOPWORDS 0 SCHEMA _id TAG _e-mail TAG SEPARATOR ; CASESENSITIVE ' +
      '_first TEXT NOSTEM _about TEXT WEIGHT 2 SORTABLE _created NUMERIC SORTABLE',
  );
});

it('a search says which fields, order and page it wants', () => {
  expect(searchCommand('ns/user', '*', { start: 20, size: 10 }).join(' ')).toBe(
    'FT.SEARCH ns/user * LIMIT 20 10 DIALECT 2',
  );
  const sort = { field: 'created', descending: true };
  expect(searchCommand('ns/user', '*', { start: 0, size: 5, fields: ['id', 'first'], sort }).join(' ')).toBe(
    'FT.SEARCH ns/user * RETURN 2 _id _first SORTBY _created DESC LIMIT 0 5 DIALECT 2',
  );
});

it('an index that is being filled says so', () => {
  expect(isFilling(['index_name', 'x', 'indexing', '1', 'percent_indexed', '0.5'])).toBe(true);
  expect(isFilling(['index_name', 'x', 'indexing', 0, 'percent_indexed', '1'])).toBe(false);
});

it('rows of a reply lose their underscores', () => {
  expect(readReply([7, 'k1', ['_id', 'a', '_first', 'b'], 'k2', []])).toEqual({
    count: 7,
    rows: [{ $: 'k1', id: 'a', first: 'b' }, { $: 'k2' }],
  });
  expect(readReply([0])).toEqual({ count: 0, rows: [] });
});

describe('a query engine', () => {
  const asked = (answers: Record<string, unknown>): ReturnType<typeof findQueryEngine> => {
    const command = (args: readonly string[]): Promise<unknown> => {
      const answer = answers[args.join(' ')];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    return findQueryEngine({ records: { command } } as never);
  };
  const module = (name: string, ver: number): unknown => [['name', name, 'ver', ver, 'path', 'x', 'args', []]];
  const unknown = new Error("ERR unknown command 'FT._LIST'");

  it('is there from RediSearch 2.6 on', async () => {
    expect(await asked({ 'MODULE LIST': module('search', 20_612), 'FT._LIST': [] })).toMatchObject({ is: 'there' });
    expect(await asked({ 'MODULE LIST': module('search', 80_200), 'FT._LIST': [] })).toMatchObject({ is: 'there' });
  });

  it('is asked where modules may not be listed', async () => {
    expect(await asked({ 'MODULE LIST': new Error('NOPERM'), 'FT._LIST': [] })).toMatchObject({ is: 'there' });
  });

  it('of another kind counts its versions anew', async () => {
    const valkey = { 'MODULE LIST': module('search', 10_000), 'INFO server': 'valkey_version:8.1', 'FT._LIST': [] };
    expect(await asked(valkey)).toMatchObject({ is: 'there' });
  });

  it.each([
    [
      'that is too old',
      { 'MODULE LIST': module('ft', 10_202), 'INFO server': 'redis_version:7.0.15', 'FT._LIST': [] },
      '1.2.2',
    ],
    ['before 2.6', { 'MODULE LIST': module('search', 20_405), 'INFO server': 'redis', 'FT._LIST': [] }, '2.4.5'],
    ['that is not there', { 'MODULE LIST': [], 'FT._LIST': unknown }, 'unknown command'],
  ])('%s is missing, and says why', async (_what, answers, reason) => {
    const found = await asked(answers);
    expect(found).toMatchObject({ is: 'missing' });
    expect('reason' in found && found.reason).toContain(reason);
  });
});
