/**
 * Defines an index and adds the records that were there before. Resumable: the definition says how far it has come, and a
 * record that is added twice is the same afterwards.
 *
 * 1. Writers are refused until they know the definition, so what is written from now on is added by its writer.
 * 2. Terms are replaced only while the field has the value they were made of.
 */
import { EngineError } from '../errors';
import { LIMITS } from '../limits';
import { readIndex, type RecordIndex, type StoredIndex } from '../model/record-index';
import type { FieldChange } from '../model/record';
import type { Transition } from '../model/transition';
import type { Namespace } from '../namespace/namespace';
import type { Store } from '../store/contract';
import { RECORD_ENTRY } from '../store/record-terms';
import { ATTEMPTS, versionGuard, withKnownIndexes } from './change';
import { checkIndex, entityKey, entityOfKey } from './check';
import { indexCache, indexesOf, type KnownIndexes } from './indexes';
import { KIND, nameOfPlace } from './places';
import { readFields } from './rows';
import { valueRange } from './source';
import { fieldTerms } from './terms';

export async function defineIndex(namespace: Namespace, index: RecordIndex): Promise<void> {
  checkIndex(index);
  for (let shard = 0; shard < namespace.store.shards; shard++) await defineIn(namespace, shard, index);
}

/** Notes where an index of the name is. One that is here stays what it is. */
export async function announceIndex(
  { store }: Namespace,
  { name, entities }: Pick<RecordIndex, 'name' | 'entities'>,
  namespace: string,
): Promise<void> {
  await redefine(store, 0, name, ({ version, there }) => {
    const namespaces = there?.namespaces ?? [];
    if ((there && there.by !== 'elsewhere') || namespaces.includes(namespace)) return undefined;
    const index: StoredIndex = {
      name,
      entities,
      fields: {},
      by: 'elsewhere',
      namespaces: [...namespaces, namespace],
      state: 'ready',
    };
    return { index, next: version };
  });
}

async function defineIn(namespace: Namespace, shard: number, index: RecordIndex): Promise<void> {
  const stored = await announce(namespace, shard, index);
  if (stored.state === 'ready') return;
  for (const [at, entity] of index.entities.entries()) {
    const [done = '', cursor = ''] = stored.cursor?.split(BETWEEN) ?? [];
    if (stored.cursor !== undefined && at < Number(done)) continue;
    await fill(namespace, shard, index, { at, entity, from: at === Number(done) ? cursor : '' });
  }
  await write(namespace, shard, { ...index, state: 'ready' }, true);
}

/** Between the number of an entity and the last entry that was added. */
const BETWEEN = '\u0001';

/** Stores the definition, unless it is there: from then on every writer knows it. */
async function announce(namespace: Namespace, shard: number, index: RecordIndex): Promise<StoredIndex> {
  const { definitions } = await namespace.store.recordIndexes(shard);
  const json = definitions[index.name];
  const known = json === undefined ? undefined : readIndex(json);
  if (known && isSame(known, index)) return known;
  if (!known && Object.keys(definitions).length >= LIMITS.recordIndexes) {
    throw new EngineError('LIMIT_EXCEEDED', `The namespace has ${LIMITS.recordIndexes} indexes, which is the limit`);
  }
  const announced: StoredIndex = { ...index, state: 'filling' };
  await write(namespace, shard, announced, true);
  return announced;
}

/** `tells`: whether writers have to take notice. */
async function write(namespace: Namespace, shard: number, index: StoredIndex, tells: boolean): Promise<void> {
  await redefine(namespace.store, shard, index.name, ({ version, there }) => {
    // Somebody else defines it anew: theirs is filled by them.
    if (!tells && (there === undefined || !isSame(there, index))) throw changed(index);
    return { index, next: tells ? version + 1 : version };
  });
}

interface Defined {
  readonly version: number;
  readonly there: StoredIndex | undefined;
}

/** Changes a definition by what is there now, again when others come in between; `change` may leave it as it is. */
async function redefine(
  store: Store,
  shard: number,
  name: string,
  change: (defined: Defined) => { readonly index: StoredIndex; readonly next: number } | undefined,
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { version, definitions } = await store.recordIndexes(shard);
    const json = definitions[name];
    const changes = change({ version, there: json === undefined ? undefined : readIndex(json) });
    if (!changes) return;
    const { index, next } = changes;
    const written = await store.defineIndex(shard, { name, definition: JSON.stringify(index), version, next });
    indexCache(store).forget(shard);
    if (written) return;
  }
  throw changed({ name });
}

interface Part {
  readonly at: number;
  readonly entity: string;
  readonly from: string;
}

async function fill(
  namespace: Namespace,
  shard: number,
  index: RecordIndex,
  { at, entity, from }: Part,
): Promise<void> {
  const { min, max } = valueRange(RECORD_ENTRY.entity + entityKey(entity));
  for (let last = from; ;) {
    const ranges = [{ min: last === '' ? min : last, max }];
    const request = { kind: KIND, ranges, limit: LIMITS.recordFill, reverse: false, whole: true };
    const [entries = []] = await namespace.store.listEntries(shard, request);
    await Promise.all(
      entries.map((entry) => addRecord(namespace, nameOfPlace(entry.slice(entry.lastIndexOf('\0') + 1)))),
    );
    const end = entries.at(-1);
    if (end === undefined || entries.length < LIMITS.recordFill) return;
    last = end;
    await write(namespace, shard, { ...index, state: 'filling', cursor: `${at}${BETWEEN}${end}` }, false);
  }
}

async function addRecord(namespace: Namespace, name: string): Promise<void> {
  const colon = name.indexOf(':');
  const [key, workflowId] = [name.slice(0, colon), name.slice(colon + 1)];
  await withKnownIndexes(namespace, workflowId, async (known) => {
    const [row] = await readFields(namespace, [name]);
    const transition = termsOf(workflowId, key, row ?? {}, known);
    return { answer: await namespace.applier.apply(workflowId, transition), transition };
  });
}

/** What all fields of a record are found by, from all definitions. */
function termsOf(
  workflowId: string,
  key: string,
  row: Readonly<Record<string, string>>,
  known: KnownIndexes,
): Transition {
  const indexes = indexesOf(known, entityOfKey(key));
  const changes = Object.entries(row).map(([field, value]): FieldChange => {
    return { change: 'terms', field, value, terms: fieldTerms(indexes, field, value) };
  });
  return {
    target: { workflowId },
    alternatives: [
      {
        guards: [{ is: 'field', hash: 'current', field: 'record', in: [key] }, versionGuard(known)],
        effects: [{ do: 'changeRecord', entity: key, changes, forget: [] }],
      },
    ],
  };
}

function isSame(stored: StoredIndex, index: RecordIndex): boolean {
  const of = ({ name, entities, fields, by }: RecordIndex): string =>
    JSON.stringify([name, entities, Object.entries(fields).sort(), by]);
  return of(stored) === of(index);
}

function changed({ name }: Pick<RecordIndex, 'name'>): EngineError {
  return new EngineError('UNAVAILABLE', `Index '${name}' was defined by others at the same time: define it again`);
}
