/** All transforms in their order, over the fixtures of each: what one writes, another neither undoes nor changes again. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse } from '../src/analyse/analyse';
import { runTransforms } from '../src/run/run-transforms';
import { TRANSFORMS } from '../src/transforms';

const FOLDER = join(__dirname, '../src/transforms');

const cases = TRANSFORMS.flatMap(({ name }) => {
  const fixtures = join(FOLDER, name, 'fixtures');
  return existsSync(fixtures) ? readdirSync(fixtures).map((one) => `${name}/fixtures/${one}`) : [];
});

describe.each(cases)('%s', (name) => {
  const before = readFiles(join(FOLDER, name, 'before'));
  const once = runTransforms(before, TRANSFORMS, analyse(before));
  const twice = runTransforms(once.files, TRANSFORMS, analyse(once.files));

  it('passes through all transforms', () => {
    expect(once.problems).toEqual([]);
  });

  it('is done after one run', () => {
    expect(Object.fromEntries(twice.files)).toEqual(Object.fromEntries(once.files));
  });
});

function readFiles(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}
