import type { ExecutionKind } from '../model/visibility';
import type { Store } from '../store/contract';
import { asksForTypes, type Names } from './filter';

/** Types of search attributes, read when a query names one: of all shards, the first that knows a name. */
export async function namesFor(store: Store, kind: ExecutionKind, query: string): Promise<Names> {
  if (!asksForTypes(query, kind)) return { kind, types: {} };
  const shards = Array.from({ length: store.shards }, (_, shard) => store.attributeTypes(shard));
  const types = await Promise.all(shards);
  return { kind, types: Object.assign({}, ...types.reverse()) as Record<string, string> };
}
