import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { migrateFiles } from '../src';
import { TRANSFORMS } from '../src/transforms';

const folder = join(__dirname, '..', 'src', 'transforms');
const repository = join(__dirname, '..', '..');

function readFixture(path: string): Map<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const full = join(entry.parentPath, entry.name);
      return [full.slice(path.length + 1).replaceAll('\\', '/'), readFileSync(full, 'utf8')];
    }),
  );
}

/** How many errors a parser finds in each file of code. */
function syntaxErrors(files: ReadonlyMap<string, string>): Record<string, number> {
  const code = [...files].filter(([path]) => /\.[cm]?[jt]sx?$/.test(path) && !path.endsWith('.d.ts'));
  return Object.fromEntries(
    code.map(([path, text]) => {
      const fileName = path.replace(/\.[cm]?jsx?$/, '.tsx');
      return [path, ts.transpileModule(text, { fileName, reportDiagnostics: true }).diagnostics?.length ?? 0];
    }),
  );
}

describe.each(TRANSFORMS.map((transform) => [transform.name, transform] as const))('%s', (name, transform) => {
  it('has a README, fixtures and tests in the folder of its name', () => {
    for (const file of ['README.md', 'fixtures', 'index.test.ts'])
      expect(existsSync(join(folder, name, file)), file).toBe(true);
    expect(transform.title).not.toMatch(/\.$/);
  });

  it.each(readdirSync(join(folder, name, 'fixtures')))(
    'is stable with all the others, and reads true: %s',
    (fixture) => {
      const before = readFixture(join(folder, name, 'fixtures', fixture, 'before'));
      const once = migrateFiles(before);
      expect(once.problems).toEqual([]);
      expect(syntaxErrors(once.files)).toEqual(syntaxErrors(before));
      const twice = migrateFiles(once.files);
      expect(Object.fromEntries(twice.files)).toEqual(Object.fromEntries(once.files));
      const pages = new Set(once.findings.flatMap(({ doc }) => doc ?? []));
      for (const page of pages) expect(existsSync(join(repository, page.split('#')[0] ?? '')), page).toBe(true);
    },
  );
});

it('lists each transform once', () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(TRANSFORMS.map(({ name }) => name).sort()).toEqual(folders.map(({ name }) => name).sort());
});
