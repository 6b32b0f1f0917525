import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readShared, type SharedFile, writeShared } from './shared-cache';

let folder: string;
let source: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-shared-'));
  source = join(folder, 'source.js');
  writeFileSync(source, 'module.exports = 1');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file: SharedFile = {
  code: 'code',
  map: { version: 3, sources: [], names: [], mappings: '' },
  exportNames: { a: ['b'] },
};
const kept = () => readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('what is kept of the shared half', () => {
  it('is found again under its key, and under no other', () => {
    writeShared('key', file, [source], folder);
    expect(readShared('key', folder)).toEqual(file);
    expect(readShared('other', folder)).toBeUndefined();
  });

  it('is not used when a source has changed or is gone', () => {
    writeShared('key', file, [source], folder);
    writeFileSync(source, 'module.exports = 2');
    expect(readShared('key', folder)).toBeUndefined();
    rmSync(source);
    expect(readShared('key', folder)).toBeUndefined();
  });

  it('is not used when it is damaged', () => {
    writeShared('key', file, [source], folder);
    writeFileSync(join(folder, kept()[0]!), '{"code":');
    expect(readShared('key', folder)).toBeUndefined();
  });

  it('is no file at all when it could not be written', () => {
    writeShared('key', file, [join(folder, 'missing.js')], folder);
    expect(readdirSync(folder)).toEqual(['source.js']);
    writeShared('key', file, [], join(folder, 'nowhere'));
    expect(readShared('key', join(folder, 'nowhere'))).toBeUndefined();
  });

  it('does not pile up', () => {
    for (let i = 0; i < 12; i += 1) writeShared(`key ${i}`, file, [], folder);
    expect(kept().length).toBe(8);
  });

  it.skipIf(process.platform === 'win32')(
    'is neither written to nor read from a folder that others can write to',
    () => {
      vi.stubEnv('TMPDIR', folder);
      writeShared('key', file, []);
      expect(readShared('key')).toEqual(file);
      const own = readdirSync(folder).find((name) => name.startsWith('perdure-'));
      chmodSync(join(folder, own!), 0o777);
      expect(readShared('key')).toBeUndefined();
      writeShared('other', file, []);
      chmodSync(join(folder, own!), 0o700);
      expect(readShared('other')).toBeUndefined();
      vi.unstubAllEnvs();
    },
  );
});
