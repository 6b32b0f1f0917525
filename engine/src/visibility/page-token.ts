/** Where the next page begins: opaque to users, good for the same query only. */
import { createHash } from 'node:crypto';
import { EngineError } from '../errors';

/** `entry`, `absent`: along the entries of an attribute, then among runs without it. `sorted`: the values of the last run. */
export type Cursor =
  | { readonly in: 'places' | 'entry' | 'absent'; readonly at: string }
  | { readonly in: 'sorted'; readonly at: string; readonly values: readonly (string | number | boolean | null)[] };

const CURSORS: readonly unknown[] = ['places', 'entry', 'absent', 'sorted'] satisfies Cursor['in'][];

export function writeToken(cursor: Cursor, kind: string, query: string): string {
  return Buffer.from(JSON.stringify({ of: mark(kind, query), ...cursor })).toString('base64url');
}

export function readToken(token: string, kind: string, query: string): Cursor {
  const found = parsed(token);
  if (found?.['of'] !== mark(kind, query) || typeof found['at'] !== 'string' || !CURSORS.includes(found['in'])) {
    throw new EngineError(
      'INVALID_ARGUMENT',
      'The page token does not belong to this query: pass on the nextPageToken of the page before, with the same kind and query',
    );
  }
  return found as unknown as Cursor;
}

function mark(kind: string, query: string): string {
  return createHash('sha1').update(`${kind}\0${query}`).digest('base64url').slice(0, 12);
}

function parsed(token: string): Record<string, unknown> | undefined {
  try {
    const found: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
