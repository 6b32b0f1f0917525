/** Indexes of a deployment: where they are made, and where they are found. */
import { setTimeout as delay } from 'node:timers/promises';
import type { EngineClient, RecordIndex, StoredIndex } from '@perdure/engine';
import { DEFAULT_NAMESPACE } from '../../flow/names';
import { StreamError, CODES } from '../../errors';
import { isFilling } from './fill-state';
import { createCommand } from './native';
import { findQueryEngine, type SendCommand } from './query-engine';

export type OpenEngine = (namespace: string) => Promise<EngineClient>;

export interface FoundIndex {
  readonly engine: EngineClient;
  readonly namespace: string;
  readonly index: StoredIndex;
}

/** What an index is called in a query engine, where all namespaces meet. */
export function nativeName(namespace: string, index: string): string {
  return `${namespace}/${index}`;
}

/** Makes the index in its namespace, and has it found by those who name no namespace, as HotMesh's indexes are. */
export async function createIndex(
  open: OpenEngine,
  namespace: string,
  make: (by: RecordIndex['by']) => RecordIndex,
): Promise<void> {
  const engine = await open(namespace);
  const found = await findQueryEngine(engine);
  const index = make(found.is === 'there' ? 'query engine' : 'entries');
  if (found.is === 'there') await createNative(found.send, engine, namespace, index);
  await engine.records.defineIndex(index);
  if (namespace === DEFAULT_NAMESPACE) return;
  await (await open(DEFAULT_NAMESPACE)).records.announceIndex(index, namespace);
}

async function createNative(
  send: SendCommand,
  { records }: EngineClient,
  namespace: string,
  index: RecordIndex,
): Promise<void> {
  const name = nativeName(namespace, index.name);
  const create = createCommand(
    name,
    index.entities.flatMap((entity) => records.keyPrefixes(entity)),
    index,
  );
  const stored = (await records.indexes()).find((known) => known.name === index.name);
  // Another schema: the index is made anew, the records stay.
  if (stored && JSON.stringify(stored.fields) !== JSON.stringify(index.fields)) {
    await send(['FT.DROPINDEX', name]).catch(ignore(/unknown index|no such index|not found/i));
  }
  await send(create).catch(ignore(/already exists/i));
  await untilFilled(send, name);
}

/** Between two looks at how far a query engine has come with the records that were there. */
const LOOK_AGAIN_MS = 50;

async function untilFilled(send: SendCommand, name: string): Promise<void> {
  while (isFilling((await send(['FT.INFO', name])) as readonly unknown[])) await delay(LOOK_AGAIN_MS);
}

function ignore(expected: RegExp): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error) || !expected.test(error.message)) throw error;
  };
}

/** The index of this name: in the namespace, or where it was made when none is named. @throws StreamError 404. */
export async function findIndex(open: OpenEngine, name: string, namespace: string | undefined): Promise<FoundIndex> {
  const here = namespace ?? DEFAULT_NAMESPACE;
  const engine = await open(here);
  const index = (await engine.records.indexes()).find((known) => known.name === name);
  if (!index) {
    throw new StreamError({
      message: `There is no search index '${name}' in namespace '${here}': createSearchIndex makes it`,
      code: CODES.notFound,
    });
  }
  if (index.by !== 'elsewhere') return { engine, namespace: here, index };
  const [only, ...others] = index.namespaces ?? [];
  if (only === undefined || others.length > 0) {
    throw new TypeError(
      `Search index '${name}' is in several namespaces (${(index.namespaces ?? []).join(', ')}): name one of them`,
    );
  }
  return await findIndex(open, name, only);
}
