import { expect, it } from 'vitest';
import { parseGitignore } from './gitignore';

it.each([
  ['node_modules', 'a/node_modules', true, true],
  ['/out', 'out', true, true],
  ['/out', 'src/out', true, undefined],
  ['build/', 'build', false, undefined],
  ['build/', 'build', true, true],
  ['*.log', 'deep/down/a.log', false, true],
  ['src/*.js', 'src/a.js', false, true],
  ['src/*.js', 'src/deep/a.js', false, undefined],
  ['**/tmp/**', 'a/tmp/b', false, true],
  ['a/**/z', 'a/b/c/z', false, true],
  ['a/**/z', 'a/z', false, true],
  ['file[0-9].ts', 'file7.ts', false, true],
  ['?.ts', 'a.ts', false, true],
  ['*.ts\n!keep.ts', 'keep.ts', false, false],
  ['# *.ts', 'a.ts', false, undefined],
  ['\\#a', '#a', false, true],
  ['a.b', 'axb', false, undefined],
])('%j says of %j (folder: %j): %j', (text, path, isFolder, expected) => {
  expect(parseGitignore(text)(path, isFolder)).toBe(expected);
});
