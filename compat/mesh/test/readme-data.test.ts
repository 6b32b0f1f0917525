import { MeshData } from '@perdure/mesh';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectUserWorker } from './readme/record/connect';
import { newUser } from './readme/record/exec';
import { read } from './readme/record/read';
import { search } from './readme/record/search';
import { createIndex } from './readme/record/server';
import { url } from './readme/redis';

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
});
afterAll(async () => {
  for (const id of ['jim123', 'jimbo123']) await new MeshData(url).flush('user', id, 'meshdata');
  await MeshData.shutdown();
});

describe("the README's examples of MeshData", () => {
  it('create a search index, as often as they are called', async () => {
    await createIndex();
    await createIndex();
    expect(await new MeshData(url).listSearchIndexes({ namespace: 'meshdata' })).toContain('user');
  });

  it('create an indexed, searchable record; fetch its data; find it', async () => {
    await createIndex();
    await connectUserWorker();
    expect(await newUser('jim123', 'James')).toBe('Welcome, James.');
    expect(await newUser('jimbo123', 'Jimbo')).toBe('Welcome, Jimbo.');
    const fields = { id: 'jimbo123', name: 'Jimbo', timestamp: expect.stringMatching(/^\d+$/), active: 'yes' };
    expect(await read()).toEqual(fields);
    const results = await search();
    expect(results).toMatchObject({ count: 2, query: '@_active:{yes}' });
    expect(results.data[0]).toEqual({ $: expect.stringContaining('user-jimbo123'), ...fields });
    expect(results.data.map(({ name }) => name)).toEqual(['Jimbo', 'James']);
  });
});
