import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const TRANSFORMS = join(__dirname, '../src/transforms');

const files = ['compose', 'ci']
  .flatMap((name) => readdirSync(join(TRANSFORMS, name, 'fixtures'), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && entry.parentPath.includes('/after'));

it.each(files.map((entry) => relative(TRANSFORMS, join(entry.parentPath, entry.name))))('%s is YAML', (path) => {
  expect(parse(readFileSync(join(TRANSFORMS, path), 'utf8'))).toBeTypeOf('object');
});
