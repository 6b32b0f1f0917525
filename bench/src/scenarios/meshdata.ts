import { MeshData } from '@perdure/mesh';
import { inFlight } from '../measure';
import { row, type Result } from '../result';
import type { Scenario, ScenarioContext } from './context';

const ENTITY = 'benchuser';
const RECORDS = 10_000;
const PAGE = 50;
const CITIES = 20;
const SCHEMA = {
  schema: {
    city: { type: 'TAG' },
    name: { type: 'TEXT' },
    age: { type: 'NUMERIC', sortable: true },
  },
} as const;

/** Records: made, read, written, and found among ten thousand. */
export const meshDataScenario: Scenario = {
  name: 'meshdata',
  async run(context) {
    const meshData = new MeshData(context.redisUrl, SCHEMA);
    await meshData.createSearchIndex(ENTITY);
    await meshData.connect({ entity: ENTITY, target: async (name: string) => `Welcome, ${name}.` });
    try {
      return [...(await measureRecords(meshData, context)), ...(await measurePages(meshData, context))];
    } finally {
      await MeshData.shutdown();
    }
  },
};

async function measureRecords(meshData: MeshData, { quick, newId }: ScenarioContext): Promise<Result[]> {
  const run = newId();
  const total = quick ? 1_000 : RECORDS;
  const exec = (index: number) =>
    meshData.exec({
      entity: ENTITY,
      args: ['Jim'],
      options: { id: `${run}-${index}`, ttl: 'infinity', search: { data: dataOf(index) } },
    });
  const one = await inFlight(1, quick ? 100 : 500, (index) => exec(-1 - index));
  const hundred = await inFlight(100, total, exec);
  const incr = await inFlight(100, total, (index) => meshData.incr(ENTITY, `${run}-${index % total}`, 'age', 1));
  const get = await inFlight(100, total, (index) => meshData.get(ENTITY, `${run}-${index % total}`, {}));
  return [
    row('meshdata, exec', 1, one),
    row('meshdata, exec', 100, hundred),
    row('meshdata, incr of an indexed field', 100, incr),
    row('meshdata, get', 100, get),
  ];
}

/** Every query is answered with its number of records and a page of them. */
async function measurePages(meshData: MeshData, { quick }: ScenarioContext): Promise<Result[]> {
  const limit = { start: 0, size: PAGE };
  const pages = {
    'by tag': { query: [{ field: 'city', is: '=', value: 'City 7' }] },
    'by range': { query: [{ field: 'age', is: '[]', value: [30, 34] }] },
    'by tag and range': {
      query: [
        { field: 'city', is: '=', value: 'City 7' },
        { field: 'age', is: '>', value: 50 },
      ],
    },
    'by word': { query: [{ field: 'name', is: '=', value: 'seven' }] },
    'all, sorted': { query: [], sort: { field: 'age' } },
  } as const;
  const results: Result[] = [];
  for (const [what, options] of Object.entries(pages)) {
    const timing = await inFlight(1, quick ? 10 : 50, () => meshData.findWhere(ENTITY, { ...options, limit }));
    results.push(row(`meshdata, page ${what}`, 1, timing));
  }
  return results;
}

function dataOf(index: number): Record<string, string | number> {
  const word = ['seven', 'eight', 'nine'][Math.abs(index) % 3] ?? '';
  return { city: `City ${Math.abs(index) % CITIES}`, name: `Jim ${word}`, age: Math.abs(index) % 90 };
}
