/** Whether Redis has a query engine that can be used, and which commands it takes. Asked once for each connection. */
import type { EngineClient } from '@perdure/engine';
import { QueryEngineError } from '../../errors';

export type SendCommand = (args: readonly string[]) => Promise<unknown>;

/** RediSearch 2.6. */
const OLDEST = 20_600;
/** Names under which RediSearch has registered itself: today's, and that of versions that cannot index hashes. */
const NAMES: ReadonlySet<string> = new Set(['search', 'ft', 'searchlight']);

export type QueryEngine =
  { readonly is: 'there'; readonly send: SendCommand } | { readonly is: 'missing'; readonly reason: string };

const known = new WeakMap<SendCommand, Promise<QueryEngine>>();

export function findQueryEngine({ records }: EngineClient): Promise<QueryEngine> {
  const { command } = records;
  if (!command) return Promise.resolve({ is: 'missing', reason: 'records are in the memory of this process' });
  const asked = known.get(command) ?? ask(command);
  known.set(command, asked);
  asked.catch(() => known.delete(command));
  return asked;
}

/** The engine's commands. @throws QueryEngineError that says what is missing. */
export async function needQueryEngine(engine: EngineClient): Promise<SendCommand> {
  const found = await findQueryEngine(engine);
  if (found.is === 'there') return found.send;
  throw new QueryEngineError(
    `Queries in the syntax of a query engine need FT.SEARCH: RediSearch 2.6 or later (Redis Stack, Redis 8), or another module that answers it; ${found.reason}. ` +
      'findWhere with a list of conditions works on every Redis',
  );
}

async function ask(send: SendCommand): Promise<QueryEngine> {
  const version = await moduleVersion(send);
  if (version !== undefined && version < OLDEST && !(await isValkey(send))) {
    return { is: 'missing', reason: `this Redis has version ${readable(version)} of the module` };
  }
  try {
    await send(['FT._LIST']);
    return { is: 'there', send };
  } catch (error) {
    return { is: 'missing', reason: `this Redis says '${(error as Error).message}'` };
  }
}

/** Undefined: no such module, or nobody may ask. */
async function moduleVersion(send: SendCommand): Promise<number | undefined> {
  const modules = await send(['MODULE', 'LIST']).catch(() => []);
  for (const module of modules as readonly (readonly unknown[])[]) {
    const fields = Object.fromEntries(
      module.flatMap((name, at) => (at % 2 === 0 ? [[String(name), module[at + 1]]] : [])),
    ) as { name?: string; ver?: number };
    if (fields.name !== undefined && NAMES.has(fields.name)) return Number(fields.ver);
  }
  return undefined;
}

/** Its search module counts its versions anew. */
async function isValkey(send: SendCommand): Promise<boolean> {
  return /valkey/i.test(String(await send(['INFO', 'server']).catch(() => '')));
}

function readable(version: number): string {
  return [Math.floor(version / 10_000), Math.floor(version / 100) % 100, version % 100].join('.');
}
