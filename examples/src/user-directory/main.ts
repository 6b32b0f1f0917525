/** A user directory: each user is a record that is a workflow; its fields are read, written and searched. */
import { MeshData } from '@perdure/mesh';
import type { Print } from '../support/example';
import { login, welcome } from './functions';
import { schema } from './schema';

const USERS = [
  { id: 'ann', name: 'Ann Archer', team: 'red' },
  { id: 'bob', name: 'Bob Baker', team: 'red,blue' },
  { id: 'eve', name: 'Eve Archer', team: 'blue' },
];
const entity = 'directory-user';

export async function main(print: Print): Promise<void> {
  const directory = new MeshData(undefined, schema);
  await directory.createSearchIndex(entity);
  await directory.connect({ entity, target: welcome });
  await directory.connect({ entity: 'directory-login', target: login });
  try {
    for (const { id, ...data } of USERS) {
      print(await directory.exec({ entity, args: [data.name], options: { id, ttl: 'infinity', search: { data } } }));
    }
    // As often as it is called: the record is there, and its answer with it.
    print(await directory.exec({ entity, args: ['Somebody else'], options: { id: 'ann', ttl: 'infinity' } }));
    await directory.incr(entity, 'ann', 'logins', 3);
    await logIn(directory, 'bob', 2);

    const red = await directory.findWhere(entity, {
      query: [
        { field: 'team', is: '=', value: 'red' },
        { field: 'logins', is: '>', value: 0 },
      ],
      sort: { field: 'logins', order: 'DESC' },
      return: ['name', 'logins'],
    });
    for (const { name, logins } of red.data) print(`${name}: ${logins}`);
    print(`Archers: ${await count(directory, 'Archer')}`);
    await directory.flush(entity, 'eve');
    print(`Archers: ${await count(directory, 'Archer')}`);
  } finally {
    for (const { id } of USERS) await directory.flush(entity, id);
    await MeshData.shutdown();
  }
}

/** A function of its own, on the record of a user. */
async function logIn(directory: MeshData, id: string, times: number): Promise<void> {
  const before = await logins(directory, id);
  await directory.hook({ entity, id, hookEntity: 'directory-login', hookArgs: [times] });
  while ((await logins(directory, id)) < before + times) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function logins(directory: MeshData, id: string): Promise<number> {
  return Number((await directory.get(entity, id, { fields: ['logins'] }))['logins']);
}

function count(directory: MeshData, name: string): Promise<number> {
  return directory.findWhere(entity, { query: [{ field: 'name', is: '=', value: name }], count: true });
}
