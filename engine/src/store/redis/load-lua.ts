/**
 * Lua scripts from their files: includes put in, each once, then names of keys and limits replaced by their values, so
 * that keys.ts and limits.ts stay the only places that spell them. A script may have variants: `-- @include "close" when
 * close rare` is there only for callers that name one of these features.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEYS, type KeyFamily } from '../../keys';
import { invariant } from '../../invariant';
import { LIMITS } from '../limits';

const FOLDER = join(__dirname, 'lua');

export interface LuaScript {
  readonly source: string;
  readonly sha: string;
}

export function loadLua(name: string, features: readonly string[] = []): LuaScript {
  const source = withNames(withValues(withIncludes(read(`${name}.lua`), features)));
  return { source, sha: createHash('sha1').update(source).digest('hex') };
}

/** What a script says of itself; for the test that compares it with its descriptor. */
function readLua(name: string): string {
  return read(`${name}.lua`);
}

function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

function withIncludes(source: string, features: readonly string[]): string {
  return source.replace(/^-- @include "([\w-]+)"(?: when ([\w ]+))?$/gm, (_line, part: string, when?: string) => {
    const wanted = when === undefined || when.split(' ').some((feature) => features.includes(feature));
    return wanted ? read(`includes/${part}.lua`) : '';
  });
}

function withValues(source: string): string {
  return source
    .replace(/\bKEY\.(\w+)/g, (_use, family: string) => `'${keyStart(family)}'`)
    .replace(/\bLIMIT\.(\w+)/g, (_use, name: string) => String(limit(name)));
}

/** The table of functions names them from the start: a table that grows is copied again and again. */
function withNames(source: string): string {
  const names = new Set([...source.matchAll(/^function S\.(\w+)/gm)].map(([, name]) => name));
  return source.replace(
    'local S = {}',
    () => `local S = { ${[...names].map((name) => `${name} = false`).join(', ')} }`,
  );
}

/** What stands before the first placeholder. */
function keyStart(family: string): string {
  invariant(family in KEYS, `a script names the key family ${family}`);
  return KEYS[family as KeyFamily].key.replace(/<.*$/, '');
}

function limit(name: string): number {
  invariant(name in LIMITS, `a script names the limit ${name}`);
  return LIMITS[name as keyof typeof LIMITS];
}
