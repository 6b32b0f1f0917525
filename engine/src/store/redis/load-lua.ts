/**
 * Lua from its files: includes put in, each once, then names of keys and limits replaced by their values, so that keys.ts
 * and limits.ts stay the only places that spell them. Two forms are made of the same files:
 *
 * - scripts, for EVALSHA. A script may have variants: `-- @include "close" when close rare` is there only for callers that
 *   name one of these features.
 * - one library of functions, for FCALL. Its functions are made once, when the server loads it. What an include says
 *   outside of functions is the state of one call, so every function begins with these lines of its own includes.
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
  return { source, sha: sha1(source) };
}

export interface LuaLibrary {
  readonly source: string;
  /** Functions are called `<name>_<script>`; it names the content, so that versions live side by side on a server. */
  readonly name: string;
}

/** All scripts as functions of one library, with every part. */
export function loadLibrary(scripts: readonly string[]): LuaLibrary {
  const texts = scripts.map((script) => read(`${script}.lua`));
  const names = [...new Set(texts.flatMap((text) => [...text.matchAll(INCLUDE)].map(([, part = '']) => part)))];
  const parts = new Map(names.map((part) => [part, splitPart(read(`includes/${part}.lua`))]));
  const state = [...parts.values()].flatMap((part) => part.variables);
  invariant(new Set(state).size === state.length, 'no two parts of a library name a variable alike');
  const functions = scripts.map((script, index) => asFunction(script, texts[index] as string, parts));
  const body = [`local ${state.join(', ')}`, ...[...parts.values()].map((part) => part.fixed), ...functions].join('\n');
  const source = withNames(withValues(`local S = {}\n${body}`));
  const name = `perdure_${sha1(source).slice(0, 12)}`;
  return { source: `#!lua name=${name}\n${source.replaceAll('@library', name)}`, name };
}

const INCLUDE = /^-- @include "([\w-]+)"(?: when ([\w ]+))?$/gm;
const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

/** A part of a library: what is made once, and the state of a call, as variables and the lines that set them. */
interface LibraryPart {
  readonly fixed: string;
  readonly variables: readonly string[];
  readonly setters: readonly string[];
}

/**
 * `local a, b = 1, 2` outside of functions declares state, `S.a = 1` sets it. Functions of Lua itself are set at the first
 * call: a library that is being loaded does not see them.
 */
function splitPart(text: string): LibraryPart {
  const fixed: string[] = [];
  const variables: string[] = [];
  const setters: string[] = [];
  for (const line of text.split('\n')) {
    const [, names, value] = /^local (?!function)([\w, ]+?)(?: = (.+))?$/.exec(line) ?? [];
    if (line === 'local S = {}' || line.startsWith('--')) continue;
    if (/^S\.\w+ = /.test(line)) {
      setters.push(line);
    } else if (names === undefined) {
      fixed.push(line);
    } else {
      variables.push(...names.split(', '));
      const set = `${names} = ${value ?? 'nil'}`;
      setters.push(value?.startsWith('string.') ? `if not ${names.split(',')[0]} then ${set} end` : set);
    }
  }
  return { fixed: fixed.join('\n'), variables, setters };
}

function asFunction(script: string, text: string, parts: ReadonlyMap<string, LibraryPart>): string {
  const body = text.replace(INCLUDE, (_line, part: string) => parts.get(part)?.setters.join('\n') ?? '');
  return `redis.register_function('@library_${script}', function(KEYS, ARGV)\n${body}\nend)`;
}

function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

function withIncludes(source: string, features: readonly string[]): string {
  return source.replace(INCLUDE, (_line, part: string, when?: string) => {
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
