/** What is wrong is refused by name, before anything is written. */
import { MeshData } from '@perdure/mesh';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const namespace = freshNamespace('data-input');
const data = new MeshData(testRedisUrl(), {
  schema: { age: { type: 'NUMERIC' }, team: { type: 'TAG' } },
  index: 'person',
});
/** What JavaScript lets through. */
const any = (value: unknown): never => value as never;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  await data.connect({ entity: 'person', target: () => 1, options: { namespace } });
  const search = { data: { age: 5, team: 'red' } };
  await data.exec({ entity: 'person', args: [], options: { id: 'ann', ttl: '1 minute', search, namespace } });
  await data.createSearchIndex('person', { namespace });
});
afterAll(() => MeshData.shutdown());

describe('a search', () => {
  const age = { field: 'age', is: '=', value: 5 };
  const team = { field: 'team', is: '=', value: 'blue' };

  it.each([
    ['two groups in one condition', [{ or: [age], and: [team] }], 'and nothing beside it'],
    ['a comparison beside a group', [{ ...team, or: [age] }], 'and nothing beside it'],
    ['an option that is none', [{ ...age, not: true }], 'and nothing beside it'],
    ['nothing', [null], 'A condition is { field, is, value }'],
    ['a text', ['age'], 'A condition is { field, is, value }'],
    ['a group that is no list', [{ or: age }], "('or', 'and') is a list"],
  ])('by %s is refused: part of it would be ignored', async (_what, query, message) => {
    await expect(data.findWhere('person', { query: any(query), options: { namespace } })).rejects.toThrow(message);
  });

  it.each([
    [{ sort: { field: 'age', order: 'desc' } }, "sort.order is 'desc': give it 'ASC' or 'DESC'"],
    [{ return: 'age' }, 'return is a list of fields'],
  ])('with %j is refused', async (options, message) => {
    const found = data.findWhere('person', any({ query: [], options: { namespace }, ...options }));
    await expect(found).rejects.toThrow(message);
  });
});

describe('a record', () => {
  it('without an id is refused where one is meant', async () => {
    const none = any(undefined);
    const calls = [data.get('person', none), data.info('person', none), data.incr('person', none, 'age', 1)];
    for (const call of [...calls, data.flush('person', none), data.interrupt('person', none)]) {
      await expect(call).rejects.toThrow('MeshData needs an id');
    }
  });

  it('has no fields but its own', async () => {
    const fields = ['constructor', '__proto__', 'age'];
    const row = await data.get('person', 'ann', { fields, namespace });
    expect(Object.entries(row)).toEqual([
      ['constructor', null],
      ['__proto__', null],
      ['age', '5'],
    ]);
  });

  it('is changed by what has the form of a change', async () => {
    await expect(data.set('person', 'ann', any({}))).rejects.toThrow('set takes fields as');
    await expect(data.del('person', 'ann', any({}))).rejects.toThrow('del takes names as');
  });

  it.each([
    [{ expire: 5 }, "exec has no option 'expire': how long a record is kept is said by ttl"],
    [{ config: {} }, "exec has no option 'config'"],
    [{ search: { schema: {} } }, "exec's search has no option 'schema'"],
  ])('that is made with %j is refused', async (options, message) => {
    const made = data.exec({ entity: 'person', args: [], options: any({ namespace, ...options }) });
    await expect(made).rejects.toThrow(message);
  });
});

describe('an entity', () => {
  it.each([
    [{ ttl: '1 day' }, "connect has no option 'ttl': exec says"],
    [{ search: {} }, "connect has no option 'search'"],
    [{ options: { maximumAttempts: 3 } }, "has no option 'maximumAttempts'"],
    [{ options: { maxConcurrent: -1 } }, 'maxConcurrent is -1'],
  ])('that is connected with %j is refused', async (options, message) => {
    await expect(data.connect({ entity: 'other', target: () => 1, options: any(options) })).rejects.toThrow(message);
  });

  it.each([
    [{ a: null }, undefined, "Field 'a' of the schema is {"],
    [{ a: { type: 'TEXT', weight: 'x' } }, undefined, "The weight of field 'a' is x"],
    [{ a: { type: 'TEXT' } }, 'other', 'is a list of entities'],
  ])('with the schema %j and the prefix %s is refused', async (schema, prefix, message) => {
    const made = data.createSearchIndex('other', { namespace }, any({ schema, prefix }));
    await expect(made).rejects.toThrow(message);
  });
});

describe("what HotMesh's MeshData has beside it", () => {
  it('says that it does not exist, and what does', () => {
    expect(() => data.mesh).toThrow('MeshData.mesh (sub, pub, unsub) does not exist: rollCall');
    expect(() => data.getHotMesh()).toThrow('getHotMesh does not exist');
  });
});

describe('a list', () => {
  it('refuses options that would be ignored', async () => {
    await expect(data.rollCall(any({ delay: 1_000 }))).rejects.toThrow("rollCall has no option 'delay'");
    await expect(data.findJobs(any({ batch: 5 }))).rejects.toThrow("findJobs has no option 'batch'");
    await expect(data.findJobs({ limit: 0 })).rejects.toThrow('limit is 0');
  });
});
