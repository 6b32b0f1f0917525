/** Finds records: by indexes of our own, or by Redis' query engine. */
import type { RecordPage } from '@perdure/engine';
import { DEFAULT_NAMESPACE } from '../../flow/names';
import type { FindOptions, FindWhereOptions, FindWhereResult, FoundRow } from '../types';
import { indexedField, readConditions } from './conditions';
import { findIndex, type FoundIndex, nativeName, type OpenEngine } from './indexes';
import { nativeQuery, type NativePage, readReply, searchCommand } from './native';
import { needQueryEngine } from './query-engine';

const DEFAULT_LIMIT = { start: 0, size: 100 };
/** Of one page. */
const MAX_SIZE = 10_000;

export async function findWhere(
  open: OpenEngine,
  indexName: string,
  options: FindWhereOptions,
): Promise<FindWhereResult | number> {
  const found = await findIndex(open, indexName, options.options?.namespace);
  checkPage(found, options);
  const { query, limit = DEFAULT_LIMIT, count, sort } = options;
  const fields = options.return;
  if (typeof query === 'string' || found.index.by === 'query engine') {
    const text =
      typeof query === 'string' ? query : nativeQuery(readConditions(query, found.index), found.index.fields);
    const order = sort && { field: sort.field, descending: sort.order === 'DESC' };
    const { start, size } = count ? { start: 0, size: 0 } : limit;
    return await searchNatively(found, text, { start, size, fields, sort: order }, count === true);
  }
  const { records } = found.engine;
  const conditions = readConditions(query, found.index);
  if (count) return await records.count(found.index.name, conditions);
  const page: RecordPage = {
    offset: limit.start,
    size: limit.size,
    sortBy: sort && { field: sort.field, descending: sort.order === 'DESC' },
    fields,
  };
  const answer = await records.search(found.index.name, conditions, page);
  const data = answer.records.map((record): FoundRow => ({ $: records.keyOf(record), ...record.fields }));
  return { count: answer.count, query: nativeQuery(conditions, found.index.fields), data };
}

/** The reply of FT.SEARCH on the entity's index with these arguments. */
export async function find(
  open: OpenEngine,
  indexName: string,
  options: FindOptions,
  args: readonly string[],
): Promise<unknown> {
  const engine = await open(options.namespace ?? DEFAULT_NAMESPACE);
  await needQueryEngine(engine);
  const found = await findIndex(open, indexName, options.namespace);
  const send = await needQueryEngine(found.engine);
  return await send(['FT.SEARCH', nativeName(found.namespace, found.index.name), ...args.map(String)]);
}

async function searchNatively(
  { engine, namespace, index }: FoundIndex,
  query: string,
  page: NativePage,
  counts: boolean,
): Promise<FindWhereResult | number> {
  const send = await needQueryEngine(engine);
  const { count, rows } = readReply(await send(searchCommand(nativeName(namespace, index.name), query, page)));
  return counts ? count : { count, query, data: rows };
}

function checkPage({ index }: FoundIndex, options: FindWhereOptions): void {
  const { limit = DEFAULT_LIMIT, sort, return: fields } = options;
  const { start, size } = limit;
  const isWhole = [start, size].every((number) => Number.isInteger(number) && number >= 0);
  if (!isWhole || size > MAX_SIZE) {
    throw new TypeError(`limit is { start, size }: whole numbers from 0, at most ${MAX_SIZE} records a page`);
  }
  if (fields !== undefined && !Array.isArray(fields)) throw new TypeError("return is a list of fields: ['name']");
  if (!sort) return;
  indexedField(index, sort.field);
  if (sort.order === undefined || sort.order === 'ASC' || sort.order === 'DESC') return;
  throw new TypeError(`sort.order is '${String(sort.order)}': give it 'ASC' or 'DESC'`);
}
