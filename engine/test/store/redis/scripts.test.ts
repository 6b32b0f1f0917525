/** The scripts as files: their headers say what the descriptors say, and every part is used and short. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLua } from '../../../src/store/redis/load-lua';
import { SCRIPTS } from '../../../src/store/redis/scripts';

const FOLDER = join(__dirname, '../../../src/store/redis/lua');
const lua = (name: string): string => readFileSync(join(FOLDER, `${name}.lua`), 'utf8');
const namesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((file) => (file.endsWith('.lua') ? [file.slice(0, -'.lua'.length)] : []));

describe('every script', () => {
  it('has a descriptor', () => {
    expect(namesIn(FOLDER).sort()).toEqual(Object.keys(SCRIPTS).sort());
  });

  it.each(Object.entries(SCRIPTS))('%s names its arguments as its header does', (name, descriptor) => {
    const header = [...lua(name).matchAll(/^-- ARGV\[(\d+|\.\.)\] +(\w+):/gm)].map(([, place, word]) => [place, word]);
    const expected = descriptor.args.map((arg, index) => [String(index + 1), arg]);
    expect(header).toEqual([...expected, ...('rest' in descriptor ? [['..', descriptor.rest]] : [])]);
  });

  it.each(Object.keys(SCRIPTS))('%s says what its key is and what it returns', (name) => {
    expect(lua(name)).toMatch(/^-- KEYS\[1\] +prefix: of the shard$/m);
    expect(lua(name)).toMatch(/^-- Returns /m);
  });

  it.each(Object.keys(SCRIPTS))('%s names known keys and limits only', (name) => {
    expect(loadLua(name, ['activity', 'begin', 'close', 'eager', 'rare']).source).not.toMatch(/\b(KEY|LIMIT)\.\w/);
  });
});

describe('the parts of scripts', () => {
  const parts = namesIn(join(FOLDER, 'includes'));
  const scripts = namesIn(FOLDER).map(lua).join('\n');

  it.each(parts)('%s is used, opens with what it is, and is short', (part) => {
    expect(scripts).toContain(`-- @include "${part}"`);
    expect(lua(`includes/${part}`)).toMatch(/^-- /);
    expect(lua(`includes/${part}`).split('\n').length).toBeLessThanOrEqual(120);
  });

  it('use nothing that Redis 6.2 does not have, and decode no JSON', () => {
    const all = [scripts, ...parts.map((part) => lua(`includes/${part}`))].join('\n');
    expect(all).not.toMatch(
      /cjson\.decode|cmsgpack|redis\.setresp|redis\.register_function|'(LMPOP|ZMPOP|EXPIRETIME|FCALL)'/,
    );
  });
});
