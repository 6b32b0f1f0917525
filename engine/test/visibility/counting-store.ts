import type { Store } from '../../src/store/contract';

/** What lists asked of a store. */
export interface Asked {
  calls: number;
  /** Entries and rows that came back. */
  entries: number;
  rows: number;
  /** The most that one call brought. */
  most: number;
}

/** The same store; what lists ask of it is counted. */
export function countingStore(store: Store): { readonly store: Store; readonly asked: Asked; reset(): void } {
  const asked: Asked = { calls: 0, entries: 0, rows: 0, most: 0 };
  const note = (what: 'entries' | 'rows', count: number): void => {
    asked.calls++;
    asked[what] += count;
    asked.most = Math.max(asked.most, count);
  };
  const counted = Object.create(store, {
    listEntries: {
      value: async (shard: number, request: Parameters<Store['listEntries']>[1]) => {
        const lists = await store.listEntries(shard, request);
        note(
          'entries',
          lists.reduce((sum, { length }) => sum + length, 0),
        );
        return lists;
      },
    },
    readRows: {
      value: async (shard: number, request: Parameters<Store['readRows']>[1]) => {
        const rows = await store.readRows(shard, request);
        note('rows', rows.length);
        return rows;
      },
    },
    countEntries: {
      value: (shard: number, kind: string, ranges: Parameters<Store['countEntries']>[2]) => {
        note('entries', 0);
        return store.countEntries(shard, kind, ranges);
      },
    },
    attributeTypes: { value: (shard: number) => store.attributeTypes(shard) },
    shards: { value: store.shards },
  }) as Store;
  return { store: counted, asked, reset: () => Object.assign(asked, { calls: 0, entries: 0, rows: 0, most: 0 }) };
}
