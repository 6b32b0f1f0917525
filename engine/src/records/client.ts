import { withinLimits } from '../client/within-limits';
import { EngineError } from '../errors';
import { KEYS } from '../keys';
import type { StoredIndex } from '../model/record-index';
import type { Namespace } from '../namespace/namespace';
import { recordName } from '../store/record-terms';
import { changeRecord } from './change';
import { entityKey } from './check';
import type { RecordClient } from './contract';
import { announceIndex, defineIndex } from './define';
import { indexCache } from './indexes';
import { readFields } from './rows';
import { beginSearch, countRecords, searchRecords } from './search';

/** What clients do with records of one namespace. Holds no state of its own. */
export function createRecordClient(namespace: Namespace): RecordClient {
  const { store, applier } = namespace;
  const keyIn = (shard: number, rest: string): string => store.keyPrefix(shard) + RECORD_KEY + rest;
  return {
    change: (target, changes, request, options) => changeRecord(namespace, target, changes, request, options),
    async read({ entity, workflowId }, fields) {
      const [row] = await readFields(namespace, [recordName(entityKey(entity), workflowId)], fields);
      return row;
    },
    defineIndex: (index) => defineIndex(namespace, index),
    announceIndex: (index, name) => announceIndex(namespace, index, name),
    ...(store.command && { command: store.command }),
    indexes: () => definitions(namespace),
    search: async (index, query, page) =>
      withinLimits(undefined, 'Searching', 'reads', async () =>
        searchRecords(beginSearch(namespace, await ready(namespace, index)), query, page),
      ),
    count: async (index, query) => countRecords(beginSearch(namespace, await ready(namespace, index)), query),
    keyOf: ({ entity, workflowId }) => keyIn(applier.shardOf(workflowId), recordName(entityKey(entity), workflowId)),
    keyPrefixes: (entity) => Array.from({ length: store.shards }, (_, shard) => keyIn(shard, `${entityKey(entity)}:`)),
  };
}

const RECORD_KEY = KEYS.record.key.replace(/<.*$/, '');

/** Of the first shard: all shards have the same. */
async function definitions({ store }: Namespace): Promise<readonly StoredIndex[]> {
  indexCache(store).forget(0);
  return (await indexCache(store).of(0)).indexes;
}

/** The definition of an index that has all records. */
async function ready(namespace: Namespace, name: string): Promise<StoredIndex> {
  const known = (await indexCache(namespace.store).of(0)).indexes.find((index) => index.name === name);
  const index =
    known?.state === 'ready' ? known : (await definitions(namespace)).find((defined) => defined.name === name);
  if (!index) throw new EngineError('NOT_FOUND', `There is no index '${name}': create it first`, { index: name });
  if (index.state === 'ready') return index;
  throw new EngineError('UNAVAILABLE', `Index '${name}' is being filled with the records that were there before it`, {
    index: name,
  });
}
